// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.api.RolloutApi.ActualOrHypotheticalDecision;
import dev.evenkeel.api.RolloutApi.Difference;
import dev.evenkeel.api.RolloutApi.ReplayResponse;
import dev.evenkeel.api.RolloutApi.WhatIfRequest;
import dev.evenkeel.api.RolloutApi.WhatIfResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextWrapper;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel guard replay` command: replays stored decisions, and computes what another plan would have
/// decided.
@Command(
        description = {
            "Replays the decisions of a rollout from its stored data and compares them bit for bit.",
            "With --plan or another option, it computes what the guard would have decided with that setting, up to the",
            "first decision that differs. Exit code 1: a decision differs.",
            "",
            "Examples:",
            "  ./evenkeel guard replay payment-core",
            "  ./evenkeel guard replay payment-core --alpha 0.001",
            "  ./evenkeel guard replay payment-core --plan careful",
            ""
        })
public final class GuardReplayCommand extends AbstractServerCommand {
    private static final int WIDTH = 100;

    @Parameters(paramLabel = RolloutResolver.LABEL, description = RolloutResolver.HELP)
    private String rollout = "";

    @Option(names = "--plan", paramLabel = "NAME|FILE", description = "Another plan: its name, or a plan file.")
    private @Nullable String plan;

    @Option(
            names = "--alpha",
            paramLabel = "CHANCE",
            description = "Another probability of a false rollback, such as 0.001.")
    private @Nullable BigDecimal alpha;

    @Option(
            names = "--advance-alpha",
            paramLabel = "CHANCE",
            description = "Another probability of a false proof, such as 0.05.")
    private @Nullable BigDecimal advanceAlpha;

    @Option(
            names = "--rollback-ratio",
            paramLabel = "RATIO",
            description = "Another tolerated ratio to control for all guardrails, such as 1.1.")
    private @Nullable BigDecimal rollbackRatio;

    public GuardReplayCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String path = RolloutResolver.rolloutPath(RolloutResolver.resolveId(api, environment(), rollout));
        if (plan == null && alpha == null && advanceAlpha == null && rollbackRatio == null) {
            var replayed = api.get(path + "/replay", ReplayResponse.class);
            return new CommandResult(
                    replayed.body(), format(replayed.value()), replayed.value().identical() ? 0 : 1);
        }
        var whatIf = api.postQuery(
                path + "/what-if",
                new WhatIfRequest(plan == null ? null : readPlan(plan), alpha, advanceAlpha, rollbackRatio),
                WhatIfResponse.class);
        return new CommandResult(
                whatIf.body(), format(whatIf.value()), whatIf.value().identical() ? 0 : 1);
    }

    private JsonNode readPlan(String named) {
        try {
            return PlanArgumentReader.read(named);
        } catch (IllegalArgumentException e) {
            throw usageError(String.valueOf(e.getMessage()));
        }
    }

    private static String format(ReplayResponse replay) {
        String ticks = QuantityFormatter.formatCount(replay.ticks()) + " ticks replayed: ";
        if (replay.identical()) {
            return ticks + "all states and decisions are identical, bit for bit.";
        }
        return ticks + "not identical."
                + Objects.requireNonNullElse(replay.differences(), List.<String>of()).stream()
                        .map(each -> System.lineSeparator() + "  " + each)
                        .collect(Collectors.joining());
    }

    private static String format(WhatIfResponse whatIf) {
        List<String> lines = new ArrayList<>();
        lines.add("HYPOTHETICAL: " + QuantityFormatter.formatCount(whatIf.ticks()) + " stored ticks with plan "
                + whatIf.plan().name() + ", alpha "
                + BigDecimal.valueOf(whatIf.plan().alpha()).toPlainString());
        whatIf.decisions().forEach(each -> lines.addAll(TextWrapper.wrap("  unchanged: ", format(each), WIDTH)));
        Difference difference = whatIf.difference();
        if (difference != null) {
            lines.add("  first difference at tick " + difference.tick() + ", "
                    + RolloutValueFormatter.formatSecond(difference.at()));
            lines.addAll(TextWrapper.wrap("  actual:       ", format(difference.actual()), WIDTH));
            lines.addAll(TextWrapper.wrap("  hypothetical: ", format(difference.hypothetical()), WIDTH));
        }
        if (whatIf.rollback() != null) {
            lines.add("  evidence of harm at this tick: "
                    + QuantityFormatter.formatEvidence(whatIf.rollback().log10()) + " (rolls back at "
                    + QuantityFormatter.formatEvidence(whatIf.rollback().threshold()) + ")");
        }
        lines.addAll(TextWrapper.wrap("", whatIf.note(), WIDTH));
        return String.join(System.lineSeparator(), lines);
    }

    private static String format(ActualOrHypotheticalDecision decision) {
        return decision.kind() + " at " + decision.exposure() + "%: " + decision.reason();
    }
}
