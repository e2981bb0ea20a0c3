// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.experiment;

import dev.evenkeel.api.ExperimentApi.ExperimentDetailResponse;
import dev.evenkeel.api.ExperimentApi.ExperimentResponse;
import dev.evenkeel.api.ExperimentApi.StartExperimentRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.rollout.PlanArgumentReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel experiment start` command: starts an experiment.
@Command(
        description = {
            "Starts an experiment, which splits the units of a flag between variants.",
            "You can read effects at any time. The plan and its stopping rule cannot be changed after the start.",
            "",
            "Examples:",
            "  ./evenkeel experiment start buy-button --goal checkout --hypothesis \"green sells more\"",
            "  ./evenkeel experiment start buy-button --plan buy-button.yaml --reason \"idea 7\"",
            ""
        })
final class ExperimentStartCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FLAG", description = "Key of the flag.")
    private String flag = "";

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            description = "Plan file, .json, .yaml or .yml; instead of the following options.")
    private @Nullable String plan;

    @Option(
            names = "--goal",
            paramLabel = "METRIC",
            description = "Primary goal: name of the tracked event that more units should have.")
    private @Nullable String goal;

    @Option(
            names = "--control",
            paramLabel = "VARIANT",
            description = "Control variant (default: the flag's default variant).")
    private @Nullable String control;

    @Option(
            names = "--treatment",
            paramLabel = "VARIANT",
            description = "Variant to compare with control; repeatable (default: all others). All get equal shares.")
    private List<String> treatments = new ArrayList<>();

    @Option(
            names = "--window",
            paramLabel = "DURATION",
            description = "Time after the exposure in which events of a unit count, such as PT1H (default: P1D).")
    private @Nullable String window;

    @Option(
            names = "--longest",
            paramLabel = "DURATION",
            description = "Maximum duration, such as P14D (default: P28D).")
    private @Nullable String longest;

    @Option(names = "--hypothesis", paramLabel = "TEXT", description = "Expected effect, in your own words.")
    private String hypothesis = "";

    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.SERVICE)
    private @Nullable String service;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var request =
                new StartExperimentRequest(flag, plan == null ? plan(api) : file(plan), hypothesis, service, reason);
        var started = api.post(environmentPath("/experiments"), request, ExperimentDetailResponse.class);
        ExperimentResponse experiment = started.value().summary();
        return new CommandResult(
                started.body(),
                "Experiment " + experiment.id() + " started on " + flag + ". Rule: " + experiment.rule()
                        + System.lineSeparator()
                        + "To show its results: ./evenkeel experiment show " + experiment.id());
    }

    private JsonNode file(String name) {
        try {
            JsonNode read = PlanArgumentReader.read(name);
            if (!read.isObject()) {
                throw usageError("--plan: " + name + " is not an experiment plan. Use a .json, .yaml or .yml file");
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw usageError(String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode plan(ServerApiClient api) throws InterruptedException {
        if (goal == null) {
            throw usageError("Missing goal. Pass --goal METRIC or --plan FILE. The experiment was not started.");
        }
        ObjectNode made = ServerApiClient.JSON.createObjectNode();
        made.putArray("goals").addObject().put("metric", goal);
        addVariants(made.putArray("variants"), api.get(flagPath(flag)).body());
        if (window != null) {
            made.put("window", window);
        }
        if (longest != null) {
            made.putObject("rule").put("maxDuration", longest);
        }
        return made;
    }

    private void addVariants(ArrayNode variants, JsonNode known) {
        String first = control == null ? known.at("/flag/defaultVariant").asString("") : control;
        List<String> names = new ArrayList<>(List.of(first));
        if (treatments.isEmpty()) {
            known.at("/flag/variants").propertyNames().stream()
                    .filter(name -> !name.equals(first))
                    .forEach(names::add);
        } else {
            names.addAll(treatments);
        }
        int share = 10_000 / names.size();
        for (int i = 0; i < names.size(); i++) {
            int part = i == 0 ? 10_000 - share * (names.size() - 1) : share;
            variants.addObject().put("variant", names.get(i)).put("share", BigDecimal.valueOf(part, 2));
        }
    }
}
