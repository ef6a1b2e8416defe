"""Options: what --help shows is what a command takes; a slip gets the nearest option, an option of
another command that command, and a value beyond its bounds the bounds.

Needs POLDER.
"""
import os
import re
import subprocess
import sys

POLDER = os.environ["POLDER"]
wrong = 0


def check(good, text):
    global wrong
    if not good:
        wrong += 1
        print(f"FAILED: {text}")


def polder(*words, **more):
    return subprocess.run([POLDER, *words], capture_output=True, text=True,
                          env=dict(os.environ, LC_ALL="C.UTF-8", **more))


def refused(*words):
    run = polder(*words)
    check(run.returncode == 2 and run.stdout == "", f"{words}: {run.returncode}, {run.stdout!r}")
    return run.stderr


def options_of(command):
    """name: has it a value?, as --help shows them; what main takes out is not among them"""
    help_text = polder(command, "--help").stdout
    rows = re.findall(r"^  (?:-\w, )?--([\w-]+)(?: ([A-Z][\w/=]*))?(?:  |\n)", help_text, re.M)
    return {name: value for name, value in rows if name != "lang"}


def every_option_is_taken(command, options):
    for name, value in options.items():
        said = polder(command, f"--{name}", *(["?"] if value else []), "--no-such-option").stderr
        check(f"unknown option --{name}" not in said, f"{command} --{name}: {said}")
        if value:
            check(f"--{name} needs a value" in refused(command, f"--{name}"), f"{command} --{name}: alone")
        else:
            check(f"--{name} takes no value" in refused(command, f"--{name}=3"), f"{command} --{name}=3")


def slips(command, options):
    for name in options:
        if len(name) < 5:
            continue
        slip = name[:2] + "q" + name[2:]
        said = refused(command, f"--{slip}")
        check(f"unknown option --{slip} (did you mean --{name}?)" in said, f"{command} --{slip}: {said}")


def options_of_others(all_options):
    """Each name is tried once, with a command that does not have it; which one goes around."""
    names = sorted(set().union(*all_options.values()))
    for i, name in enumerate(names):
        lack = [c for c, options in all_options.items()
                if not any(mine.startswith(name) for mine in options)]
        have = {c for c, options in all_options.items() if name in options}
        if not lack:
            continue
        command = lack[i % len(lack)]
        said = refused(command, f"--{name}")
        if "it is a setting of the scenario" in said:
            continue
        found = re.search(r"commands that have it: (.*)", said)
        check(found and set(found[1].split(", ")) == have, f"{command} --{name}: {said}")


def beginnings():
    """The beginning of a name stands for it, but not where it is the name of another option."""
    for words in (("run", "x.yaml", "--founding", "2"), ("run", "x.yaml", "--founding=2")):
        said = refused(*words)
        check("did you mean --foundings?" in said and "commands that have it: " in said and
              "diagnose" in said, f"{words}: {said}")
    said = refused("export", "x.h5", "--title", "a")  # three letters of five are another word
    check("unknown option --title; commands that have it: report" in said, said)
    check("--lines needs a whole number" in refused("story", "x.h5", "--line", "0"), "a beginning")


def help_is_whole():
    """Rows are broken into lines, and nothing of their words is lost."""
    text = " ".join(polder("show", "--help").stdout.split())
    check("--case NAME the details of this case (arm or design point); without it those of the baseline"
          in text, text)


def bounds():
    for words, said in ((("story", "x.h5", "--lines", "0"),
                         '--lines needs a whole number from 1 to 1000, not "0"'),
                        (("story", "x.h5", "--lines=1001"), "from 1 to 1000"),
                        (("story", "x.h5", "--network=-1"),
                         '--network needs a whole number of at least 0, not "-1"'),
                        (("story", "x.h5", "--network", "1.5"), "needs a whole number")):
        check(said in refused(*words), f"{words}: {refused(*words)}")
    check("heeft een heel getal van 1 tot 1000 nodig" in refused("--lang", "nl", "story", "--lines", "x"),
          "in Dutch")


commands = re.findall(r"^  (\w+) +\w", polder("--help").stdout.split("COMMAND --help")[0], re.M)
check(len(commands) >= 15, f"commands: {commands}")
every = {command: options_of(command) for command in commands}
for command in commands:
    every_option_is_taken(command, every[command])
    slips(command, every[command])
options_of_others(every)
beginnings()
help_is_whole()
bounds()
print(f"{sum(map(len, every.values()))} options of {len(commands)} commands")
sys.exit(wrong > 0)
