// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.rollout;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextWrapper;
import dev.evenkeel.engine.format.QuantityFormatter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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
        ObjectNode order = requestBody();
        if (order.isEmpty()) {
            JsonNode answer = api.get(path + "/replay").body();
            return new CommandResult(
                    answer, replayed(answer), answer.path("identical").asBoolean() ? 0 : 1);
        }
        JsonNode answer = api.postQuery(path + "/what-if", order.toString()).body();
        return new CommandResult(
                answer, supposed(answer), answer.path("identical").asBoolean() ? 0 : 1);
    }

    private ObjectNode requestBody() {
        ObjectNode order = ServerApiClient.JSON.createObjectNode();
        try {
            if (plan != null) {
                order.set("plan", PlanArgumentReader.read(plan));
            }
        } catch (IllegalArgumentException e) {
            throw usageError(String.valueOf(e.getMessage()));
        }
        put(order, "alpha", alpha);
        put(order, "advanceAlpha", advanceAlpha);
        put(order, "rollbackRatio", rollbackRatio);
        return order;
    }

    private static void put(ObjectNode order, String name, @Nullable BigDecimal number) {
        if (number != null) {
            order.put(name, number);
        }
    }

    private static String replayed(JsonNode answer) {
        String ticks = QuantityFormatter.formatCount(answer.path("ticks").asLong()) + " ticks replayed: ";
        if (answer.path("identical").asBoolean()) {
            return ticks + "all states and decisions are identical, bit for bit.";
        }
        return ticks + "not identical."
                + answer.path("differences")
                        .valueStream()
                        .map(each -> System.lineSeparator() + "  " + each.asString())
                        .collect(Collectors.joining());
    }

    private static String supposed(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        lines.add("HYPOTHETICAL: "
                + QuantityFormatter.formatCount(answer.path("ticks").asLong()) + " stored ticks with plan "
                + answer.at("/plan/name").asString() + ", alpha "
                + answer.at("/plan/alpha").asString());
        answer.path("decisions").forEach(each -> lines.addAll(TextWrapper.wrap("  unchanged: ", said(each), WIDTH)));
        JsonNode difference = answer.path("difference");
        if (difference.isObject()) {
            lines.add("  first difference at tick " + difference.path("tick").asLong() + ", "
                    + RolloutValueFormatter.formatSecond(difference.path("at")));
            lines.addAll(TextWrapper.wrap("  actual:       ", said(difference.path("actual")), WIDTH));
            lines.addAll(TextWrapper.wrap("  hypothetical: ", said(difference.path("hypothetical")), WIDTH));
        }
        JsonNode rollback = answer.path("rollback");
        if (rollback.isObject()) {
            lines.add("  evidence of harm at this tick: "
                    + RolloutValueFormatter.formatEvidence(
                            rollback.path("log10").asDouble()) + " (rolls back at "
                    + RolloutValueFormatter.formatEvidence(
                            rollback.path("threshold").asDouble()) + ")");
        }
        lines.addAll(TextWrapper.wrap("", answer.path("note").asString(), WIDTH));
        return String.join(System.lineSeparator(), lines);
    }

    private static String said(JsonNode decision) {
        return decision.path("kind").asString() + " at "
                + decision.path("exposure").asString() + "%: "
                + decision.path("reason").asString();
    }
}
