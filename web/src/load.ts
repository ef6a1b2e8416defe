// load.ts: starts the page's script as a file of its own: a browser compiles that beside the page, which it would have to
// wait for. Where it does not start, what is there to read without one stays (page.css: as long as #app is empty).
const script = document.createElement('script');
script.src = URL.createObjectURL(new Blob([document.getElementById('page')!.textContent!], { type: 'text/javascript' }));
script.onload = script.onerror = () => { URL.revokeObjectURL(script.src); script.remove(); }; // a browser too old for it says that it was loaded
document.getElementById('app')!.append(script);
