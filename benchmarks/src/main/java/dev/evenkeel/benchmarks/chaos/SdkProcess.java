// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.EvenkeelConfig;
import dev.evenkeel.sdk.SdkStats;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/// A service with the SDK in a separate process: calls a guarded change at a steady rate, keeps a journal,
/// and serves on loopback `GET /state`, and `PUT /stopped`, which stops the calls.
@Command(name = "sdk-process")
public final class SdkProcess implements Callable<Integer> {
    static final String FLAG = "ranking";
    static final String CONTROL = "old";
    static final String CANDIDATE = "new";
    private static final JsonMapper JSON = new JsonMapper();

    @Option(names = "--server", required = true)
    private URI server = URI.create("http://127.0.0.1");

    @Option(names = "--key", required = true)
    private String key = "";

    @Option(names = "--environment", required = true)
    private String environment = "";

    @Option(names = "--rate", required = true)
    private double rate = 1;

    @Option(names = "--seed", required = true)
    private long seed;

    @Option(names = "--journal", required = true)
    private Path journal = Path.of("");

    @Option(names = "--snapshot", required = true)
    private Path snapshot = Path.of("");

    @Option(names = "--bad-while", required = true)
    private Path badWhile = Path.of("");

    SdkProcess() {}

    /// @param arguments as passed by [ChaosEnvironment]
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SdkProcess()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var file = new ProcessJournalWriter(journal);
        var listener = new JournalCallListener(file);
        Evenkeel evenkeel = Evenkeel.start(EvenkeelConfig.builder(server, key)
                .snapshotFile(snapshot)
                .callStartListener(listener)
                .build());
        file.writeStart(evenkeel.stats().instance(), environment);
        var traffic = new SdkCallGenerator(evenkeel, file, badWhile, seed);
        Thread watch = Thread.ofPlatform()
                .daemon()
                .name("watch")
                .start(new SdkMonitor(evenkeel, new ProcessJournalWriter(ProcessJournal.watcherFile(journal))));
        HttpServer http = serve(evenkeel, traffic);
        System.out.println("Ready http://127.0.0.1:" + http.getAddress().getPort());
        traffic.run(rate);
        watch.join();
        return 0;
    }

    /// The state that the process reports.
    record SdkProcessState(SdkStats sdk, long waits, double p99Micros, double longestMillis, boolean stopped) {}

    private static HttpServer serve(Evenkeel evenkeel, SdkCallGenerator traffic) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/state", exchange -> answer(exchange, traffic.state(evenkeel.stats())));
        http.createContext("/stopped", exchange -> {
            traffic.stop();
            answer(exchange, traffic.state(evenkeel.stats()));
        });
        http.start();
        return http;
    }

    private static void answer(HttpExchange exchange, SdkProcessState state) throws IOException {
        byte[] body = JSON.writeValueAsString(state).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }
}
