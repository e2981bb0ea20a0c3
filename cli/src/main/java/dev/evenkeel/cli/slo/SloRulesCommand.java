// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.engine.slo.Slo;
import dev.evenkeel.files.openslo.PrometheusRuleGenerator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The `evenkeel slo rules` command: generates Prometheus rules.
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the recording and alerting rules with which a Prometheus judges the same SLOs by itself. SLOs that count",
            "something else than a Prometheus' counters are left out and named on standard error.",
            "",
            "Example:",
            "  ./evenkeel slo rules slos.yaml > rules.yaml",
            ""
        },
        footer = "%nExit code: 0 when there are rules, else 1.")
final class SloRulesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "OpenSLO v1, YAML or JSON; read together.")
    private List<Path> files = List.of();

    @Option(
            names = "--json",
            description = "Print one JSON object that holds the rules as a text, and who was left out.")
    private boolean json;

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        OpenSloFiles read = OpenSloFiles.read(files, command);
        if (!read.faults().isEmpty()) {
            read.faults().forEach(fault -> command.getErr().println("problem: " + fault));
            return 1;
        }
        List<Slo> slos = read.set().slos();
        List<String> left = slos.stream()
                .filter(slo -> !PrometheusRuleGenerator.supports(slo))
                .map(Slo::name)
                .toList();
        left.forEach(name -> command.getErr().println(name + ": left out, as no Prometheus counts its events."));
        print(command.getOut(), PrometheusRuleGenerator.generate(slos), left);
        return left.size() < slos.size() ? 0 : 1;
    }

    private void print(PrintWriter out, String rules, List<String> left) {
        out.print(
                json
                        ? ServerApiClient.JSON.writeValueAsString(Map.of("rules", rules, "leftOut", left))
                                + System.lineSeparator()
                        : rules);
        out.flush();
    }
}
