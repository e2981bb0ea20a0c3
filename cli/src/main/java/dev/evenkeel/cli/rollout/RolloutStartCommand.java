// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.ClosedGatesAction;
import dev.evenkeel.api.RolloutApi.RolloutResponse;
import dev.evenkeel.api.RolloutApi.StartRolloutRequest;
import dev.evenkeel.api.RolloutApi.StartRolloutResponse;
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
        var started = api.post(environmentPath("/rollouts"), createRequest(api), StartRolloutResponse.class);
        RolloutResponse summary = started.value().rollout().summary();
        warn(started.value());
        if (wait) {
            return RolloutWaitCommand.toResult(RolloutFollower.followToEnd(api, summary.id(), waitOptions, err()));
        }
        return new CommandResult(
                started.body(),
                "Rollout " + summary.id() + " started: " + flag + " from " + summary.control() + " to "
                        + summary.candidate() + ", plan " + summary.plan().name()
                        + ". To watch it: ./evenkeel rollout watch " + summary.id());
    }

    private void warn(StartRolloutResponse started) {
        started.warnings().forEach(warning -> err().println("Warning: " + warning.summary()));
        if (!started.warnings().isEmpty()) {
            err().println("(" + started.traffic().summary() + ")");
        }
        err().flush();
    }

    private StartRolloutRequest createRequest(ServerApiClient api) throws InterruptedException {
        String old = control;
        String wanted = candidate;
        if (!prepared && (old == null || wanted == null)) {
            JsonNode known = api.get(flagPath(flag)).body();
            old = old == null ? known.at("/flag/defaultVariant").asString("") : old;
            wanted = wanted == null ? otherVariant(known, old) : wanted;
        }
        return new StartRolloutRequest(
                flag,
                old,
                wanted,
                plan == null && prepared ? null : plan(plan == null ? "standard" : plan),
                prepared ? true : null,
                from,
                restartOf == null ? null : RolloutResolver.resolveId(api, environment(), restartOf),
                service,
                changeClass,
                waitForGates ? ClosedGatesAction.WAIT : null,
                reason);
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
