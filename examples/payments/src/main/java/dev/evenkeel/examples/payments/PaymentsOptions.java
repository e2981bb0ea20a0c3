// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import dev.evenkeel.sdk.CandidateLimits;
import dev.evenkeel.sdk.EvenkeelConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The command-line options.
///
/// @param port 0..65535; 0 takes any free port
/// @param ledger location of the ledger
/// @param newLedger target of the migration; null for none
/// @param core core that books when no Evenkeel server decides
/// @param evenkeel the Evenkeel server that decides; null for none
/// @param limits limits for the modern core when a server decides; null for none
record PaymentsOptions(
        int port,
        LedgerLocation ledger,
        @Nullable LedgerLocation newLedger,
        CoreChoice core,
        @Nullable EvenkeelConfig evenkeel,
        @Nullable CandidateLimits limits) {

    /// The location of a database.
    ///
    /// @param databaseUrl JDBC URL of a PostgreSQL database; null for an embedded one with its data in `data`
    /// @param data the folder of the embedded PostgreSQL
    record LedgerLocation(@Nullable String databaseUrl, Path data) {}

    static final String USAGE = """
            payments [--port 8090 (0 = any)] [--data DIR | --database-url URL] [--core classic|modern]
                     [--evenkeel-url URL --sdk-key KEY [--snapshot-file FILE] [--time-limit MS]
                      [--new-data DIR | --new-database-url URL]]

              --port N             port on 127.0.0.1; 0 selects a free port (default: 8090)
              --data DIR           folder of the embedded PostgreSQL (default: .evenkeel/payments)
              --database-url URL   existing PostgreSQL instead: jdbc:postgresql://host/database?user=...&password=...
              --core NAME          core that books without an Evenkeel server: classic or modern (default: classic)
              --evenkeel-url URL   Evenkeel server; its flag "payment-core" selects the core per debtor
              --sdk-key KEY        SDK key for the server; EVENKEEL_SDK_KEY keeps it out of the process list
              --snapshot-file FILE file for the last known flags, used at a start without the server
              --time-limit MS      maximum time per message in the modern core, which then books at most 64
                                   messages at once (default: no limits)
              --new-data DIR       folder of a second embedded PostgreSQL, to which the ledger migrates. The flag
                                   "ledger-store" controls the migration; "payment-core" is not used then
              --new-database-url URL  existing PostgreSQL as the migration target instead
            """;

    private static final String SDK_KEY = "--sdk-key";
    private static final String SDK_KEY_VARIABLE = "EVENKEEL_SDK_KEY";
    private static final int DEFAULT_PORT = 8090;
    private static final int LARGEST_PORT = 65_535;
    private static final int MOST_AT_ONCE = 64;
    private static final int LONGEST_MILLIS = 600_000;
    private static final Set<String> NAMES = Set.of(
            "--port",
            "--data",
            "--database-url",
            "--core",
            "--evenkeel-url",
            SDK_KEY,
            "--snapshot-file",
            "--new-data",
            "--new-database-url",
            "--time-limit");

    /// The two cores.
    enum CoreChoice {
        CLASSIC,
        MODERN
    }

    /// Adds the SDK key of the environment to a command line that needs one.
    static List<String> withSdkKey(List<String> arguments, Map<String, String> environment) {
        String key = environment.getOrDefault(SDK_KEY_VARIABLE, "");
        if (key.isEmpty() || arguments.contains(SDK_KEY) || !arguments.contains("--evenkeel-url")) {
            return arguments;
        }
        return Stream.concat(arguments.stream(), Stream.of(SDK_KEY, key)).toList();
    }

    /// Parses the command line.
    ///
    /// @param home base folder of the default data folder
    /// @throws IllegalArgumentException with every problem, one per line
    static PaymentsOptions parse(List<String> arguments, Path home) {
        List<String> problems = new ArrayList<>();
        Map<String, String> values = values(arguments, problems);
        PaymentsOptions options = new PaymentsOptions(
                port(values.get("--port"), problems),
                new LedgerLocation(
                        databaseUrl("--database-url", values, problems),
                        Path.of(values.getOrDefault(
                                "--data", home.resolve(".evenkeel/payments").toString()))),
                newLedger(values, problems),
                core(values.get("--core"), problems),
                evenkeel(values, problems),
                limits(values.get("--time-limit"), problems));
        checkTogether(values.keySet(), problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return options;
    }

    private static Map<String, String> values(List<String> arguments, List<String> problems) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            if (!NAMES.contains(name)) {
                problems.add("unknown option " + name);
            } else if (i + 1 == arguments.size()) {
                problems.add(name + " needs a value");
            } else {
                values.put(name, arguments.get(++i));
            }
        }
        return values;
    }

    private static int port(@Nullable String text, List<String> problems) {
        if (text == null) {
            return DEFAULT_PORT;
        }
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= LARGEST_PORT) {
            return Integer.parseInt(text);
        }
        problems.add("--port must be 0..65535, got " + text);
        return DEFAULT_PORT;
    }

    private static @Nullable LedgerLocation newLedger(Map<String, String> values, List<String> problems) {
        String url = databaseUrl("--new-database-url", values, problems);
        String data = values.get("--new-data");
        return url == null && data == null ? null : new LedgerLocation(url, Path.of(data == null ? "" : data));
    }

    private static @Nullable String databaseUrl(String option, Map<String, String> values, List<String> problems) {
        String text = values.get(option);
        if (text != null && !text.startsWith("jdbc:postgresql:")) {
            problems.add(option + " must begin with jdbc:postgresql:, for example"
                    + " jdbc:postgresql://127.0.0.1:5432/payments?user=payments&password=...");
        }
        return text;
    }

    private static CoreChoice core(@Nullable String text, List<String> problems) {
        if (text == null || text.equals("classic")) {
            return CoreChoice.CLASSIC;
        }
        if (!text.equals("modern")) {
            problems.add("--core must be classic or modern, got " + text);
        }
        return CoreChoice.MODERN;
    }

    private static @Nullable EvenkeelConfig evenkeel(Map<String, String> values, List<String> problems) {
        String url = values.get("--evenkeel-url");
        String key = values.get(SDK_KEY);
        if (url == null || key == null) {
            return null;
        }
        try {
            EvenkeelConfig.Builder builder = EvenkeelConfig.builder(URI.create(url), key);
            String snapshotFile = values.get("--snapshot-file");
            return (snapshotFile == null ? builder : builder.snapshotFile(Path.of(snapshotFile))).build();
        } catch (IllegalArgumentException e) {
            problems.add("--evenkeel-url " + url + " with its --sdk-key and --snapshot-file: " + e.getMessage());
            return null;
        }
    }

    private static @Nullable CandidateLimits limits(@Nullable String text, List<String> problems) {
        if (text == null) {
            return null;
        }
        if (text.matches("[1-9][0-9]{0,5}") && Integer.parseInt(text) <= LONGEST_MILLIS) {
            return CandidateLimits.concurrency(MOST_AT_ONCE).timeLimit(Duration.ofMillis(Long.parseLong(text)));
        }
        problems.add("--time-limit must be 1..600000 milliseconds, got " + text);
        return null;
    }

    private static void checkTogether(Set<String> given, List<String> problems) {
        if (given.contains("--data") && given.contains("--database-url")) {
            problems.add("use --data or --database-url, not both");
        }
        if (given.contains("--new-data") && given.contains("--new-database-url")) {
            problems.add("use --new-data or --new-database-url, not both");
        }
        boolean moves = given.contains("--new-data") || given.contains("--new-database-url");
        if (moves && !given.contains("--evenkeel-url")) {
            problems.add("--new-data and --new-database-url require --evenkeel-url, whose flag controls the migration");
        }
        if (moves && given.contains("--time-limit")) {
            problems.add("use --time-limit or a new ledger, not both");
        }
        if (given.contains("--evenkeel-url") != given.contains(SDK_KEY)) {
            problems.add("--evenkeel-url and --sdk-key (or EVENKEEL_SDK_KEY) require each other");
        }
        if (given.contains("--evenkeel-url") && given.contains("--core")) {
            problems.add("use --core or --evenkeel-url, not both: with a server, its flag selects the core");
        }
        if (given.contains("--time-limit") && !given.contains("--evenkeel-url")) {
            problems.add("--time-limit requires --evenkeel-url");
        }
        if (given.contains("--snapshot-file") && !given.contains("--evenkeel-url")) {
            problems.add("--snapshot-file requires --evenkeel-url");
        }
    }
}
