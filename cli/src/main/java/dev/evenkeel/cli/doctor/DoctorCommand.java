// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.doctor;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.ServerConnectionOptions;
import dev.evenkeel.engine.doctor.DiagnosticFinding;
import dev.evenkeel.engine.doctor.DiagnosticFinding.Status;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The `evenkeel doctor` command: diagnoses an installation and prints remedies.
@Command(
        description = {
            "Checks an installation and prints a remedy for each problem. Changes nothing.",
            "Checks Java, memory, open files, the server, its database, clocks, proxies that buffer streams, expiring",
            "keys and tokens, and audit log heads. Exit code 1 if a check fails, 3 if the server is unreachable.",
            "",
            "Examples:",
            "  EVENKEEL_SDK_KEY=KEY ./evenkeel doctor --server https://evenkeel.example",
            "  ./evenkeel doctor --database-url 'jdbc:postgresql://db.example/evenkeel?user=evenkeel'",
            ""
        })
public final class DoctorCommand implements Callable<Integer> {
    private static final int FAILING = 1;
    private static final int UNREACHABLE = 3;

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerConnectionOptions server = new ServerConnectionOptions();

    @Option(
            names = "--sdk-key",
            paramLabel = "KEY",
            defaultValue = "${env:EVENKEEL_SDK_KEY}",
            description = "SDK key to test a flag stream (default: EVENKEEL_SDK_KEY).")
    private @Nullable String sdkKey;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "JDBC URL of a PostgreSQL to check from this machine, also before the first server start.")
    private @Nullable String databaseUrl;

    @Option(names = "--json", description = "Print the findings as JSON.")
    private boolean json;

    public DoctorCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        List<DiagnosticFinding> findings = new ArrayList<>(MachineProbe.probe());
        if (databaseUrl != null) {
            findings.addAll(DatabaseProbe.probe(database(databaseUrl)));
        }
        boolean reached = true;
        Optional<ServerApiClient> api = server.apiClientIfToken();
        if (shouldProbeServer(api.isPresent())) {
            var look = new ServerProbe(server.address(), api, databaseUrl == null);
            look.run();
            findings.addAll(look.findings());
            reached = look.isReached();
            if (reached) {
                findings.add(probeStream(look));
            }
        } else {
            findings.add(DiagnosticFinding.skipped("server", "no server specified", "Pass --server URL."));
        }
        print(findings);
        if (!reached) {
            return UNREACHABLE;
        }
        return findings.stream().anyMatch(finding -> finding.verdict() == Status.FAIL) ? FAILING : 0;
    }

    /* A user who names a database but no server is about to set up a server. */
    private boolean shouldProbeServer(boolean hasToken) {
        return databaseUrl == null || hasToken || sdkKey != null || server.isServerSpecified();
    }

    private String database(String url) {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "Invalid --database-url. Use a PostgreSQL JDBC URL, such as"
                            + " jdbc:postgresql://db.example/evenkeel?user=evenkeel");
        }
        return url;
    }

    private DiagnosticFinding probeStream(ServerProbe look) throws InterruptedException {
        if (sdkKey == null || sdkKey.isBlank()) {
            return DiagnosticFinding.skipped(
                    "streams", "no SDK key specified", "Pass --sdk-key KEY or set EVENKEEL_SDK_KEY.");
        }
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        err.println("Testing a flag stream, up to 18 s ...");
        err.flush();
        return new StreamProbe(new ServerApiClient(server.address(), sdkKey), look.responseTime()).probe();
    }

    private void print(List<DiagnosticFinding> findings) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(
                json
                        ? ServerApiClient.JSON.writeValueAsString(FindingFormatter.FindingSummary.of(findings))
                        : FindingFormatter.formatText(findings));
        out.flush();
    }
}
