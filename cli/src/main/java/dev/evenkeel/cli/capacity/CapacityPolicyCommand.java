// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
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

/// The `evenkeel capacity policy` command: shows or sets the capacity policy of a team.
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Shows what holds of a team, or sets it. What is not given is set to its default.",
            "",
            "Examples:",
            "  ./evenkeel capacity policy --team payments",
            "  ./evenkeel capacity policy --team payments --set \\",
            "      --default-split new_work=60,reliability=30,maintenance=10 --days-per-week 25 \\",
            "      --cost-of-delay 143000 --currency CHF --reason \"plan of 2027\"",
            ""
        })
final class CapacityPolicyCommand extends AbstractServerCommand {
    @Mixin
    private TeamOption team = new TeamOption();

    @Option(names = "--set", description = "Set it, with the options that follow.")
    private boolean set;

    @Option(
            names = "--default-split",
            paramLabel = "KIND=PERCENT",
            split = ",",
            description = "The split when nothing asks for another (default: 70/20/10).")
    private Map<WorkKind, BigDecimal> defaultSplit = new EnumMap<>(WorkKind.class);

    @Option(names = "--days-per-week", paramLabel = "N", description = "Person-days that the team has in a week.")
    private @Nullable BigDecimal daysPerWeek;

    @Option(names = "--cost-of-delay", paramLabel = "MONEY", description = "What a week of delay of its change costs.")
    private @Nullable BigDecimal costOfDelay;

    @Option(names = "--currency", paramLabel = "CODE", description = "Of that money.")
    private @Nullable String currency;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode order = requestBody();
        if (!set && !order.isEmpty()) {
            throw usageError("--default-split, --days-per-week, --cost-of-delay and --currency go with --set");
        }
        JsonNode policy = set
                ? api.put(team.apiPath("/policy"), order.put("reason", reason).toString(), null)
                        .body()
                : api.get(team.apiPath("/policy")).body();
        return new CommandResult(policy, CapacityTextFormatter.formatPolicy(policy));
    }

    private ObjectNode requestBody() {
        ObjectNode order = ServerApiClient.JSON.createObjectNode();
        if (!defaultSplit.isEmpty()) {
            order.set("defaultSplit", TimeSplitOptionConverter.toShares(defaultSplit));
        }
        if (daysPerWeek != null) {
            order.put("daysPerWeek", daysPerWeek);
        }
        if (costOfDelay != null) {
            order.put("costOfDelay", costOfDelay);
        }
        if (currency != null) {
            order.put("currency", currency);
        }
        return order;
    }
}
