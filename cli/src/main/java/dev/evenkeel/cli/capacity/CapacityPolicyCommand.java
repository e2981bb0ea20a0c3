// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.api.CapacityApi.CapacityPolicyResponse;
import dev.evenkeel.api.CapacityApi.SetCapacityPolicyRequest;
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

/// The `evenkeel capacity policy` command: shows or sets the capacity policy of a team.
@Command(
        description = {
            "Shows the capacity policy of a team; with --set, replaces it.",
            "Options that you omit return to their defaults.",
            "",
            "Examples:",
            "  ./evenkeel capacity policy --team team-money",
            "  ./evenkeel capacity policy --team team-money --set \\",
            "      --default-split new_work=60,reliability=30,maintenance=10 --days-per-week 25 \\",
            "      --cost-of-delay 143000 --currency CHF --reason \"plan of 2027\"",
            ""
        })
final class CapacityPolicyCommand extends AbstractServerCommand {
    @Mixin
    private TeamOption team = new TeamOption();

    @Option(names = "--set", description = "Replace the policy with the following options.")
    private boolean set;

    @Option(
            names = "--default-split",
            paramLabel = "KIND=PERCENT",
            split = ",",
            description = "Split unless another rule applies (default: new_work=70,reliability=20,maintenance=10).")
    private Map<WorkKind, BigDecimal> defaultSplit = new EnumMap<>(WorkKind.class);

    @Option(names = "--days-per-week", paramLabel = "N", description = "Person-days of the team per week.")
    private @Nullable Double daysPerWeek;

    @Option(
            names = "--cost-of-delay",
            paramLabel = "MONEY",
            description = "Cost of one week of delay of the team's changes.")
    private @Nullable BigDecimal costOfDelay;

    @Option(names = "--currency", paramLabel = "CODE", description = "Currency of --cost-of-delay, such as CHF.")
    private @Nullable String currency;

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        if (!set && !(defaultSplit.isEmpty() && daysPerWeek == null && costOfDelay == null && currency == null)) {
            throw usageError("--default-split, --days-per-week, --cost-of-delay and --currency require --set");
        }
        var policy = set
                ? api.put(
                        team.apiPath("/policy"),
                        new SetCapacityPolicyRequest(
                                TimeSplitOptionConverter.toShares(defaultSplit),
                                daysPerWeek,
                                costOfDelay,
                                currency,
                                reason),
                        CapacityPolicyResponse.class)
                : api.get(team.apiPath("/policy"), CapacityPolicyResponse.class);
        return new CommandResult(policy.body(), CapacityTextFormatter.formatPolicy(policy.value()));
    }
}
