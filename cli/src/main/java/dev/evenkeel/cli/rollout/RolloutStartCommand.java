// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.WaitOptions;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel rollout start` command: starts a rollout.
@Command(
        description = {
            "Starts a rollout from the control variant of a flag to its candidate.",
            "All users stay on control until enough of its latencies are known. Then the guard advances the candidate",
            "step by step, or rolls back. If control has too little traffic for the plan, a warning is printed.",
            "",
            "Examples:",
            "  ./evenkeel rollout start payment-core --candidate modern --plan fast --reason \"modern core\" --wait \\",
            "      --timeout PT45M",
            "  ./evenkeel rollout start payment-core --prepared",
            ""
        })
final class RolloutStartCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FLAG", description = "Key of the flag.")
    private String flag = "";

    @Option(
            names = "--prepared",
            description = {
                "Use the prepared change of the flag (manifest of kind PreparedChange); other options override its",
                "values."
            })
    private boolean prepared;

    @Option(
            names = "--candidate",
            paramLabel = "VARIANT",
            description = "Variant to roll out (default: the only variant besides control).")
    private @Nullable String candidate;

    @Option(
            names = "--control",
            paramLabel = "VARIANT",
            description = "Current variant (default: the default variant of the flag).")
    private @Nullable String control;

    @Option(
            names = "--plan",
            paramLabel = "NAME|FILE",
            description = "Name of a plan (see rollout plans), or a .json, .yaml or .yml file (default: standard).")
    private @Nullable String plan;

    @Option(names = "--from", paramLabel = "PERCENT", description = "Skip the steps below this exposure, such as 5.")
    private @Nullable BigDecimal from;

    @Option(
            names = "--restart-of",
            paramLabel = "ROLLOUT",
            description = "Earlier rollout of the flag whose user buckets are kept.")
    private @Nullable String restartOf;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private @Nullable String reason;

    @Option(names = "--service", paramLabel = "KEY", description = OptionDescriptions.SERVICE)
    private @Nullable String service;

    @Option(names = "--class", paramLabel = "CLASS", description = OptionDescriptions.CLASS)
    private @Nullable String changeClass;

    @Option(names = "--wait-for-gates", description = "Start even if gates are closed, and wait for them at 0%%.")
    private boolean waitForGates;

    @Option(names = "--wait", description = "Wait until the rollout ends, like rollout wait.")
    private boolean wait;

    @Mixin
    private WaitOptions waitOptions = new WaitOptions();

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode started = api.post(
                        environmentPath("/rollouts"), requestBody(api).toString())
                .body();
        String id = started.path("id").asString();
        warn(started);
        if (wait) {
            JsonNode ended = RolloutFollower.followToEnd(api, id, waitOptions, err());
            return CommandResult.ofWait(
                    ended, RolloutExitStatus.formatOutcome(ended), RolloutExitStatus.exitCode(ended) == 0);
        }
        return new CommandResult(
                started,
                "Rollout " + id + " started: " + flag + " from "
                        + started.path("control").asString() + " to "
                        + started.path("candidate").asString() + ", plan "
                        + started.at("/plan/name").asString() + ". To watch it: ./evenkeel rollout watch " + id);
    }

    private void warn(JsonNode started) {
        JsonNode warnings = started.path("warnings");
        warnings.forEach(
                warning -> err().println("Warning: " + warning.path("summary").asString()));
        if (!warnings.isEmpty()) {
            err().println("(" + started.at("/traffic/summary").asString() + ")");
        }
        err().flush();
    }

    private ObjectNode requestBody(ServerApiClient api) throws InterruptedException {
        ObjectNode order = ServerApiClient.JSON.createObjectNode();
        order.put("flag", flag).put("prepared", prepared ? true : null);
        order.put("control", control).put("candidate", candidate).put("reason", reason);
        order.put("from", from).put("service", service).put("changeClass", changeClass);
        order.put("restartOf", restartOf == null ? null : RolloutResolver.resolveId(api, environment(), restartOf));
        order.put("onClosedGates", waitForGates ? "WAIT" : null);
        order.set("plan", plan == null ? null : plan(plan));
        order.properties().removeIf(field -> field.getValue().isNull());
        return prepared ? order : withDefaults(order, api);
    }

    private ObjectNode withDefaults(ObjectNode order, ServerApiClient api) throws InterruptedException {
        if (plan == null) {
            order.set("plan", plan("standard"));
        }
        JsonNode known = control == null || candidate == null
                ? api.get(flagPath(flag)).body()
                : ServerApiClient.JSON.missingNode();
        String old = control == null ? known.at("/flag/defaultVariant").asString("") : control;
        return order.put("control", old).put("candidate", candidate == null ? otherVariant(known, old) : candidate);
    }

    private JsonNode plan(String named) {
        try {
            return PlanArgumentReader.read(named);
        } catch (IllegalArgumentException e) {
            throw usageError(String.valueOf(e.getMessage()));
        }
    }

    private String otherVariant(JsonNode known, String old) {
        List<String> others = known.at("/flag/variants").propertyNames().stream()
                .filter(name -> !name.equals(old))
                .toList();
        if (others.size() != 1) {
            throw usageError(
                    "--candidate is missing. Allowed: " + String.join(", ", others) + ". The rollout was not started.");
        }
        return others.getFirst();
    }
}
