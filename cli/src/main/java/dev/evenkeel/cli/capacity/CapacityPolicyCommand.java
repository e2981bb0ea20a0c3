// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.ServerCommand;
import dev.evenkeel.engine.capacity.WorkKind;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `evenkeel capacity policy`: what holds of a team.
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows what holds of a team, or sets it. What is not given is set to its default.",
            "",
            "Examples:",
            "  ./evenkeel capacity policy --team payments",
            "  ./evenkeel capacity policy --team payments --set --usual new_work=60,reliability=30,maintenance=10 \\",
            "      --days-per-week 25 --delay-cost 143000 --currency CHF --reason \"plan of 2027\"",
            ""
        })
final class CapacityPolicyCommand extends ServerCommand {
    @Mixin
    private TeamOption team = new TeamOption();

    @Option(names = "--set", description = "Set it, with the options that follow.")
    private boolean set;

    @Option(
            names = "--usual",
            paramLabel = "KIND=PERCENT",
            split = ",",
            description = "The split when nothing asks for another (default: 70/20/10).")
    private Map<WorkKind, BigDecimal> usual = new EnumMap<>(WorkKind.class);

    @Option(names = "--days-per-week", paramLabel = "N", description = "Person-days that the team has in a week.")
    private @Nullable BigDecimal daysPerWeek;

    @Option(names = "--delay-cost", paramLabel = "MONEY", description = "What a week of delay of its change costs.")
    private @Nullable BigDecimal delayCost;

    @Option(names = "--currency", paramLabel = "CODE", description = "Of that money.")
    private @Nullable String currency;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult ask(ServerApiClient api) throws InterruptedException {
        ObjectNode order = order();
        if (!set && !order.isEmpty()) {
            throw misuse("--usual, --days-per-week, --delay-cost and --currency go with --set");
        }
        JsonNode policy = set
                ? api.put(team.path("/policy"), order.put("reason", reason).toString(), null)
                        .body()
                : api.get(team.path("/policy")).body();
        return new CommandResult(policy, CapacityTextFormatter.policy(policy));
    }

    private ObjectNode order() {
        ObjectNode order = ServerApiClient.JSON.createObjectNode();
        if (!usual.isEmpty()) {
            order.set("usual", CapacitySplitOption.shares(usual));
        }
        if (daysPerWeek != null) {
            order.put("daysPerWeek", daysPerWeek);
        }
        if (delayCost != null) {
            order.put("delayCost", delayCost);
        }
        if (currency != null) {
            order.put("currency", currency);
        }
        return order;
    }
}
