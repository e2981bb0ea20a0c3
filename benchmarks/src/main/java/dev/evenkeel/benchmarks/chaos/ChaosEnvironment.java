// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.faultinjection.AdjustableClock;
import dev.evenkeel.benchmarks.faultinjection.Fault;
import dev.evenkeel.benchmarks.faultinjection.FillableDisk;
import dev.evenkeel.benchmarks.server.IntakeOption;
import dev.evenkeel.benchmarks.server.RestartableProcess;
import dev.evenkeel.benchmarks.server.ServerCluster;
import dev.evenkeel.examples.demo.client.JsonHttpClient;
import dev.evenkeel.examples.demo.process.ChildProcess;
import dev.evenkeel.kafkabroker.KafkaCluster;
import dev.evenkeel.net.NetworkProxy;
import dev.evenkeel.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The environment of a chaos campaign: three servers on one PostgreSQL, three services that keep a journal,
/// two payment services, and proxies between them. Each server has its own proxy to the database. Each
/// process has one proxy to the servers, which assigns each new connection to the next server that accepts.
/// Everything runs as operating system processes on loopback.
final class ChaosEnvironment implements AutoCloseable {
    /// Environment of the services with a journal.
    static final String FLEET = "fleet";

    /// Environment of the payment services.
    static final String DEFAULT = "default";

    static final int SERVERS = 3;
    static final int SERVICES = 3;
    private static final int BROKERS = 3;
    private static final int PAYMENTS = 2;
    private static final String ADMIN_TOKEN = "chaos-administrator";
    private static final String SDK_KEY = "chaos-service";
    private static final double PER_SECOND = 20;
    private static final Map<String, String> QUICK = Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");

    private final Path home;
    private final Path data;
    private final long seed;
    private final EmbeddedPostgres database;
    private final EmbeddedPostgres ledger;
    private final AdjustableClock clock;
    private final List<FillableDisk> disks = new ArrayList<>();
    private final List<NetworkProxy> serverProxies = new ArrayList<>();
    private final List<NetworkProxy> processProxies = new ArrayList<>();
    private final ServerCluster servers;
    private final List<RestartableProcess> processes = new ArrayList<>();
    private final NetworkProxy apiProxy;
    private final @Nullable KafkaCluster brokers;
    private final HttpClient client = HttpClient.newHttpClient();

    /// Starts the databases, and the brokers if there are any.
    ///
    /// @param home root of the repository, which contains the built programs
    /// @param data folder for databases, logs and journals
    /// @param kafka whether the servers use Kafka intake, with three brokers
    ChaosEnvironment(Path home, Path data, long seed, boolean kafka) throws IOException {
        this.home = home;
        this.data = data;
        this.seed = seed;
        this.database = EmbeddedPostgres.start(data.resolve("database"));
        this.ledger = EmbeddedPostgres.start(data.resolve("ledger"));
        this.clock = AdjustableClock.create(System.getenv("EVENKEEL_FAKETIME"), data.resolve("clock"));
        this.servers = new ServerCluster(home, data, SERVERS, ADMIN_TOKEN, SDK_KEY);
        this.apiProxy = new NetworkProxy(servers.ports());
        this.brokers = kafka ? KafkaCluster.start(data.resolve("brokers"), BROKERS) : null;
    }

    /// Starts all servers at the same moment on an empty database, and waits until they are ready.
    void startServers() throws IOException, InterruptedException {
        for (int i = 0; i < SERVERS; i++) {
            serverProxies.add(new NetworkProxy(database.port()));
        }
        servers.start(IntStream.range(0, SERVERS).mapToObj(this::settings).toList());
    }

    /* The last one has the adjustable clock. */
    private ServerCluster.ServerSettings settings(int index) {
        String url = database.jdbcUrl()
                .replaceFirst(
                        ":" + database.port() + "/",
                        ":" + serverProxies.get(index).port() + "/");
        Map<String, String> variables = new HashMap<>(index == SERVERS - 1 ? clock.variables() : Map.of());
        variables.putAll(IntakeOption.variables(brokers));
        return new ServerCluster.ServerSettings(url, variables, List.of());
    }

    /// Starts the processes and waits until they are ready. The flags must exist.
    ///
    /// @param fleetKey SDK key of the environment [#FLEET]
    void startProcesses(String fleetKey) throws IOException, InterruptedException {
        for (int i = 0; i < SERVICES + PAYMENTS; i++) {
            processProxies.add(new NetworkProxy(servers.ports()));
            processes.add(i < SERVICES ? service(i, fleetKey) : payments(i));
            if (i >= SERVICES) {
                /* One after the other: the first one creates the tables. */
                processes.getLast().awaitReady();
            }
        }
        for (RestartableProcess service : processes.subList(0, SERVICES)) {
            service.awaitReady();
        }
    }

    private RestartableProcess service(int index, String key) throws IOException, InterruptedException {
        String name = "process-" + (index + 1);
        Path folder = Files.createDirectories(data.resolve(name));
        disks.add(new FillableDisk(folder.resolve("disk")));
        Path disk = disks.getLast().folder();
        return new RestartableProcess(
                name,
                generation -> ChildProcess.start(
                        new ChildProcess.ProgramLocation(home, "benchmarks", SdkProcess.class.getName()),
                        folder,
                        List.of(
                                "--server",
                                "http://127.0.0.1:" + processProxies.get(index).port(),
                                "--key",
                                key,
                                "--environment",
                                FLEET,
                                "--rate",
                                String.valueOf(PER_SECOND),
                                "--seed",
                                String.valueOf(1_000_000 * seed + 1_000L * index + generation),
                                "--journal",
                                folder.resolve("journal-" + generation).toString(),
                                "--snapshot",
                                disk.resolve("flags").toString(),
                                "--bad-while",
                                badCandidateMarker().toString()),
                        QUICK));
    }

    private RestartableProcess payments(int index) throws IOException {
        String name = "process-" + (index + 1);
        Path folder = data.resolve(name);
        return new RestartableProcess(
                name,
                generation -> ChildProcess.start(
                        new ChildProcess.ProgramLocation(
                                home, "examples/payments", "dev.evenkeel.examples.payments.PaymentsApplication"),
                        folder,
                        List.of(
                                "--port",
                                "0",
                                "--database-url",
                                ledger.jdbcUrl(),
                                "--evenkeel-url",
                                "http://127.0.0.1:" + processProxies.get(index).port(),
                                "--sdk-key",
                                SDK_KEY,
                                "--snapshot-file",
                                folder.resolve("flags").toString()),
                        QUICK));
    }

    /// Returns the marker file: while it exists, the candidate of the services with a journal is faulty.
    Path badCandidateMarker() {
        return data.resolve("bad-candidate");
    }

    List<RestartableProcess> servers() {
        return servers.servers();
    }

    /// Returns all processes, those with a journal first.
    List<RestartableProcess> processes() {
        return processes;
    }

    /// Returns the services that keep a journal.
    List<RestartableProcess> services() {
        return processes.subList(0, SERVICES);
    }

    List<RestartableProcess> paymentServices() {
        return processes.subList(SERVICES, processes.size());
    }

    /// Creates a scheduled fault.
    Fault createFault(ScheduledFault scheduled) {
        int index = scheduled.index();
        return switch (scheduled.kind()) {
            case SERVER_KILLED -> Fault.kill(servers().get(index));
            case SERVER_STANDS_STILL -> Fault.suspend(servers().get(index));
            case SERVER_CUT -> Fault.reset(serverProxies.get(index));
            case SERVER_SLOW -> Fault.slow(serverProxies.get(index));
            case SERVER_SILENCED -> Fault.silence(serverProxies.get(index));
            case SERVER_STRANDED -> Fault.strand(serverProxies.get(index));
            case PROCESS_KILLED -> Fault.kill(processes.get(index));
            case PROCESS_STANDS_STILL -> Fault.suspend(processes.get(index));
            case PROCESS_CUT -> Fault.reset(processProxies.get(index));
            case PROCESS_SLOW -> Fault.slow(processProxies.get(index));
            case PROCESS_SILENCED -> Fault.silence(processProxies.get(index));
            case PROCESS_STRANDED -> Fault.strand(processProxies.get(index));
            case DATABASE_RESTARTED -> Fault.restart(database);
            case BROKER_KILLED -> Fault.kill(Objects.requireNonNull(brokers).broker(index));
            case DISK_FULL -> Fault.fill(disks.get(index));
            case CLOCK_SET -> Fault.shift(clock, scheduled.size());
        };
    }

    /// Returns why faults of a kind are not possible here; empty if they are.
    String findObstacle(FaultKind kind) {
        if (kind == FaultKind.CLOCK_SET && !clock.canBeSet()) {
            return "libfaketime is not available";
        }
        if (kind == FaultKind.DISK_FULL && !disks.stream().allMatch(FillableDisk::isSmall)) {
            return "only root can mount a small disk";
        }
        return "";
    }

    EmbeddedPostgres database() {
        return database;
    }

    /// Reads the services' journals, one for each start of a service.
    List<ProcessJournal> journals() throws IOException {
        List<ProcessJournal> journals = new ArrayList<>();
        for (RestartableProcess service : services()) {
            for (int start = 0; start <= service.generation(); start++) {
                Path file = data.resolve(service.name()).resolve("journal-" + start);
                boolean killed = start < service.generation();
                journals.add(
                        ProcessJournal.read(service.name() + (killed ? ", start " + (start + 1) : ""), file, killed));
            }
        }
        return journals;
    }

    /// Returns a client of the servers' API; any server may respond.
    JsonHttpClient api() {
        return new JsonHttpClient(client, URI.create("http://127.0.0.1:" + apiProxy.port()), ADMIN_TOKEN);
    }

    /// Returns a client of one server's API.
    JsonHttpClient api(int server) {
        return new JsonHttpClient(client, servers.access(server).address(), ADMIN_TOKEN);
    }

    /// Returns a client of one process's API.
    JsonHttpClient processClient(RestartableProcess process) {
        return new JsonHttpClient(client, process.address(), null);
    }

    HttpClient client() {
        return client;
    }

    @Override
    public void close() {
        Stream.of(processProxies, serverProxies, List.of(apiProxy))
                .flatMap(List::stream)
                .forEach(NetworkProxy::close);
        Stream.of(processes, servers.servers()).flatMap(List::stream).parallel().forEach(RestartableProcess::close);
        if (brokers != null) {
            brokers.close();
        }
        disks.forEach(FillableDisk::close);
        ledger.close();
        database.close();
    }
}
