// draft.cpp: an experiment without a scenario, in C++: does it help more to manage the process, or to
// do so only where trust is low?
//
//     c++ -std=c++17 draft.cpp -o draft $(pkg-config --cflags --libs polder)
//     ./draft 2000
//
#include <polder/polder.h>

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct Report : polder_report_t {
    Report() { polder_report_init(this); }
    ~Report() { polder_report_free(this); }
    Report(const Report &) = delete;
    Report &operator=(const Report &) = delete;
    // What went wrong becomes an exception; a number is handed on.
    int operator()(int code)
    {
        if (code >= 0) return code;
        std::string all;
        for (size_t i = 0; i < n; i++) all += std::string(note[i].text) + "\n";
        throw std::runtime_error(all);
    }
};

struct End {
    void operator()(polder_draft_t *draft) const { polder_draft_free(draft); }
    void operator()(polder_experiment_t *x) const { polder_experiment_delete(x); }
};
template <class T> using Owned = std::unique_ptr<T, End>;

Owned<polder_experiment_t> make(double networks, Report &good)
{
    polder_draft_t *d = nullptr;
    polder_experiment_t *x = nullptr;
    good(polder_draft_new(&d, "collaboration", nullptr, &good));
    const Owned<polder_draft_t> draft(d);
    good(polder_draft_number(d, POLDER_ALL_ARMS, "replicates", networks, &good));
    good(polder_draft_arm(d, "as it is", &good));
    for (const char *name : {"always", "where trust is low"}) {
        const int arm = good(polder_draft_arm(d, name, &good));
        const int process = good(polder_draft_intervention(d, arm, "process", &good));
        good(polder_draft_lever(d, process, "process", 0.6, &good));
        if (arm == 2) good(polder_draft_start_when(d, process, "trust.mean < 0.5", 24, &good));
    }
    good(polder_draft_make(d, &x, &good));
    return Owned<polder_experiment_t>(x);
}

struct Count {
    int column;
    std::vector<int> success; // of each arm
};

int count(void *self, const polder_block_t *block, polder_report_t *)
{
    auto &c = *static_cast<Count *>(self);
    if (block->error) return POLDER_INTERNAL;
    for (int u = 0; u < block->n_unit; u++)
        c.success[size_t(block->first_unit + u) % c.success.size()] +=
            block->summary[c.column * block->n_unit + u] > 0;
    return 0;
}

} // namespace

int main(int argc, char **argv)
try {
    Report good;
    const auto x = make(argc > 1 ? std::atof(argv[1]) : 2000, good);
    Count c{polder_experiment_find_column(x.get(), "success"),
            std::vector<int>(size_t(polder_experiment_n_arm(x.get())))};
    polder_sink_t sink{};
    sink.self = &c;
    sink.write = count;
    polder_run_options_t options{};
    polder_timing_t timing{};
    good(polder_run(x.get(), &options, &sink, &timing, &good));
    polder_timing_free(&timing);
    for (size_t arm = 0; arm < c.success.size(); arm++)
        std::printf("%-20s %5.1f%%\n", polder_experiment_arm_name(x.get(), int(arm)),
                    100.0 * c.success[arm] / double(polder_experiment_replicates(x.get())));
    return 0;
} catch (const std::exception &e) {
    std::fputs(e.what(), stderr);
    return 1;
}
