# command.sh: commands as a user gives them, and what a test says of what came back. Sourced at the top
# of a test, by its path; the rest of the test is in a folder of its own. Needs POLDER (the program).
set -u
export LC_ALL=C.UTF-8 TERM=dumb
unset NO_COLOR
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0

fail() {
    echo "FAILED: $1"
    [ -s out ] && head -n 40 out | sed 's/^/  out: /'
    [ -s err ] && head -n 40 err | sed 's/^/  err: /'
    failures=$((failures + 1))
}

# expect CODE NAME ARGUMENT...: run polder, check its exit code; stdout in out, stderr in err
expect() {
    local code=$1 name=$2
    shift 2
    "$POLDER" "$@" >out 2>err </dev/null
    local got=$?
    [ $got -eq "$code" ] || fail "$name: exit code $got, not $code"
}

has() { grep -qF -- "$2" "$1" || fail "$3: $1 lacks \"$2\""; }
lacks() { grep -qF -- "$2" "$1" && fail "$3: $1 has \"$2\""; }
empty() { [ -s "$1" ] && fail "$2: $1 is not empty"; }
golden() { # golden FILE NAME, the expected text on stdin
    diff - "$1" >difference || { fail "$2: not the expected text"; cat difference; }
}
