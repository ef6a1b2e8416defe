"""polder survival --reasons: shares and tests, held against the tables of the same result; and against R's
survival and cmprsk where they are installed.

Needs POLDER.
"""
import csv
import io
import json
import os
import shutil
import subprocess
import tempfile

from command import SOURCE, finish, says

SCENARIO = """
model: collaboration
seed: 11
{units}
horizon: 60
record: {{networks: 40}}
arms:
  - name: as it is
  - name: brokered
    interventions: [{{use: brokering, start: 3}}]
"""
R = """
suppressMessages({library(survival); library(cmprsk)})
d <- read.csv("ends.csv")
d$reason <- ifelse(d$ended == 0, 0, ifelse(d$completed > 0.5, 1, 2))
d$time <- ifelse(d$ended == 0, 60, d$ended)
f <- survfit(Surv(time, factor(reason, 0:2)) ~ arm, d)
s <- summary(f, times = c(24, 60))
out <- data.frame(arm = s$strata, tick = s$time, a = s$pstate[, 2], b = s$pstate[, 3],
                  ea = s$std.err[, 2], eb = s$std.err[, 3])
write.csv(format(out, digits = 12), "r.csv", row.names = FALSE)
write.csv(format(as.data.frame(cuminc(d$time, d$reason, d$arm)$Tests), digits = 12), "gray.csv", row.names = FALSE)
"""


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def run(name, units):
    with open("s.yaml", "w") as file:
        file.write(SCENARIO.format(units=units))
    shutil.copytree(os.path.join(SOURCE, "scenarios", "interventions"), "interventions", dirs_exist_ok=True)
    says("run", "s.yaml", "-o", name, "--quiet", "--overwrite")


def check_shares(name):
    point = json.loads(says("survival", name, "--reasons", "--json"))["points"][0]
    ends = rows(says("export", name, "--summary"))
    assert [r["reason"] for r in point["reasons"]] == ["completed", "ended"]
    assert [r["good"] for r in point["reasons"]] == [True, False]
    for row in point["incidence"]:
        mine = [e for e in ends if e["arm"] == row["arm"]]
        done = [e for e in mine if 0 < float(e["ended"]) <= row["tick"]
                and (float(e["completed"]) > 0.5) == (row["reason"] == "completed")]
        assert abs(row["incidence"] - len(done) / len(mine)) < 1e-9, row
        assert row["low"] <= row["incidence"] + 1e-12 and row["incidence"] <= row["high"] + 1e-12, row
    table = rows(says("survival", name, "--reasons", "--csv"))
    assert len(table) == len(point["incidence"]) == 2 * 2 * 61
    assert all(abs(float(a["error"]) - b["error"]) < 1e-9 for a, b in zip(table, point["incidence"]))
    return point


def check_recorded(name):
    point = json.loads(says("survival", name, "--recorded", "--json"))["points"][0]
    events = [e for e in rows(says("export", name, "--events")) if e["event"] == "end"]
    count = {}
    for e in events:
        assert "reason" in e.values(), e  # the number's name stands before its value
        value = list(e.values())[list(e.values()).index("reason") + 1]
        count[value] = count.get(value, 0) + 1
    assert point["networks"] == 80, point["networks"]
    for reason in point["reasons"]:
        assert reason["networks"] == count.get(reason["reason"], 0), (reason, count)


def check_words(name):
    english = says("survival", name, "--reasons")
    dutch = says("--lang", "nl", "survival", name, "--reasons")
    assert "Gray's test" in english and "--recorded" in english and "completed (good)" in english, english
    assert "toets van Gray" in dutch and "anders geëindigd" in dutch, dutch
    assert max(map(len, english.splitlines())) <= 80
    one = says("survival", name, "--reasons", "--arm", "brokered")
    assert [line.split()[0] for line in one.splitlines() if line[:2] in ("12", "24", "60")] == ["12", "24", "60"], one


def check_r(point):
    with open("ends.csv", "w") as file:
        file.write(says("export", "one.h5", "--summary"))
    have = shutil.which("Rscript") and subprocess.run(
        ["Rscript", "-e", "library(survival); library(cmprsk)"], capture_output=True).returncode == 0
    if not have:
        print("not compared with R: Rscript, survival or cmprsk is not installed")
        return
    subprocess.run(["Rscript", "-e", R], check=True)
    with open("r.csv") as file:
        for row in csv.DictReader(file):
            for reason, share, error in (("completed", "a", "ea"), ("ended", "b", "eb")):
                mine = [p for p in point["incidence"] if "arm=" + p["arm"] == row["arm"].strip()
                        and p["tick"] == int(row["tick"]) and p["reason"] == reason]
                assert len(mine) == 1, row
                for a, b in ((mine[0]["incidence"], row[share]), (mine[0]["error"], row[error])):
                    assert abs(a - float(b)) <= 1e-6 * abs(float(b)) + 1e-12, (row, mine)
    with open("gray.csv") as file:
        for mine, row in zip(point["reasons"], csv.DictReader(file)):
            assert abs(mine["chi_square_independent"] / float(row["stat"]) - 1) < 1e-6, (mine, row)
            assert abs(mine["p_independent"] / float(row["pv"]) - 1) < 1e-6, (mine, row)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    run("one.h5", "replicates: 300")
    run("many.h5", "foundings: 30\nfutures: 10")
    single, founded = check_shares("one.h5"), check_shares("many.h5")
    assert single["reasons"][1]["clusters"] == 300 and founded["reasons"][1]["clusters"] == 30
    check_recorded("one.h5")
    check_words("one.h5")
    assert "30 of them" in says("survival", "many.h5", "--reasons")
    with open("none.yaml", "w") as file:
        file.write("model: opinions\nreplicates: 3\n")
    says("run", "none.yaml", "-o", "none.h5", "--quiet")
    assert "recorded why it ended" in says("survival", "none.h5", "--recorded", code=2)
    says("survival", "none.h5", "--reasons")
    check_r(single)
finish()
