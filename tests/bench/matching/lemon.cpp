// The reference of `npm run bench:match`: LEMON's network simplex and cost scaling on an instance written by
// instance-file.ts. Orders send their seats to the sink, through a provider or unserved; LEMON minimises, so scores are
// negative costs. Prints one line of JSON: seconds and CPU of the solve alone (the graph is there already), of building
// LEMON's own copy of the graph, optimum, greatest memory in KiB.
//
//   lemon network-simplex|cost-scaling FILE
#include <sys/resource.h>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

using Graph = lemon::StaticDigraph;
using Cost = std::int64_t;

static double cpu() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  auto seconds = [](timeval t) { return t.tv_sec + t.tv_usec / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

static double wall() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

static std::vector<std::int32_t> numbers(FILE* file, std::size_t count) {
  std::vector<std::int32_t> read(count);
  if (std::fread(read.data(), 4, count, file) != count) {
    std::fprintf(stderr, "the file ends early\n");
    std::exit(1);
  }
  return read;
}

template <class Algorithm>
static int run(const Graph& graph, const Graph::ArcMap<int>& upper, const Graph::ArcMap<Cost>& cost,
               const Graph::NodeMap<int>& supply) {
  double built = wall();
  Algorithm algorithm(graph);
  algorithm.upperMap(upper).costMap(cost).supplyMap(supply);
  double began = wall(), cpuBegan = cpu();
  if (algorithm.run() != Algorithm::OPTIMAL) {
    std::fprintf(stderr, "no optimum\n");
    return 1;
  }
  double ended = wall(), cpuEnded = cpu();
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  std::printf("{\"seconds\":%.6f,\"cpuSeconds\":%.6f,\"buildSeconds\":%.6f,\"total\":%lld,\"peakKib\":%ld}\n",
              ended - began, cpuEnded - cpuBegan, began - built,
              -static_cast<long long>(algorithm.template totalCost<Cost>()), usage.ru_maxrss);
  return 0;
}

int main(int argc, char** argv) {
  FILE* file = argc == 3 ? std::fopen(argv[2], "rb") : nullptr;
  if (!file) {
    std::fprintf(stderr, "usage: lemon network-simplex|cost-scaling FILE\n");
    return 2;
  }
  auto head = numbers(file, 4);
  int orders = head[0], providers = head[1], edges = head[3];
  auto seats = numbers(file, orders);
  numbers(file, orders);  // tiers
  numbers(file, orders);  // stations
  auto capacity = numbers(file, providers);
  auto start = numbers(file, orders + 1);
  auto provider = numbers(file, edges);
  auto score = numbers(file, edges);
  std::fclose(file);

  // Arcs sorted by their tail, as a static graph asks: pairs of an order, its way unserved; then the providers' slots.
  int sink = orders + providers;
  std::vector<std::pair<int, int>> arcs;
  std::vector<int> most;
  std::vector<Cost> costs;
  std::int64_t seatSum = 0;
  for (int i = 0; i < orders; i++) {
    for (int e = start[i]; e < start[i + 1]; e++) {
      arcs.emplace_back(i, orders + provider[e]);
      most.push_back(1);
      costs.push_back(-static_cast<Cost>(score[e]));
    }
    arcs.emplace_back(i, sink);
    most.push_back(seats[i]);
    costs.push_back(0);
    seatSum += seats[i];
  }
  for (int j = 0; j < providers; j++) {
    arcs.emplace_back(orders + j, sink);
    most.push_back(capacity[j]);
    costs.push_back(0);
  }
  Graph graph;
  graph.build(sink + 1, arcs.begin(), arcs.end());
  Graph::ArcMap<int> upper(graph);
  Graph::ArcMap<Cost> cost(graph);
  Graph::NodeMap<int> supply(graph, 0);
  for (int a = 0; a < graph.arcNum(); a++) {
    upper[graph.arc(a)] = most[a];
    cost[graph.arc(a)] = costs[a];
  }
  for (int i = 0; i < orders; i++) supply[graph.node(i)] = seats[i];
  supply[graph.node(sink)] = -static_cast<int>(seatSum);
  if (std::strcmp(argv[1], "cost-scaling") == 0)
    return run<lemon::CostScaling<Graph, int, Cost>>(graph, upper, cost, supply);
  return run<lemon::NetworkSimplex<Graph, int, Cost>>(graph, upper, cost, supply);
}
