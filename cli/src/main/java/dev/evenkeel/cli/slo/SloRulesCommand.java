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

/// The `evenkeel slo prometheus-rules` command: generates Prometheus rules.
@Command(
        description = {
            "Generates Prometheus recording and alerting rules for SLOs.",
            "Prometheus then evaluates the SLOs with the same thresholds as Evenkeel. SLOs that do not use Prometheus",
            "counters are omitted and listed on standard error. Needs no server.",
            "",
            "Example:",
            "  ./evenkeel slo prometheus-rules slos.yaml > rules.yaml",
            ""
        },
        footer = "%nExit code: 0 if rules were generated, otherwise 1.")
final class SloRulesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "OpenSLO v1 files, YAML or JSON.")
    private List<Path> files = List.of();

    @Option(names = "--json", description = "Print one JSON object with the rules as text and the omitted SLOs.")
    private boolean json;

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        OpenSloFiles read = OpenSloFiles.read(files, command);
        if (!read.faults().isEmpty()) {
            read.faults().forEach(fault -> command.getErr().println("error: " + fault));
            return 1;
        }
        List<Slo> slos = read.set().slos();
        List<String> left = slos.stream()
                .filter(slo -> !PrometheusRuleGenerator.supports(slo))
                .map(Slo::name)
                .toList();
        left.forEach(name -> command.getErr().println(name + ": omitted, because it uses no Prometheus counters."));
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
