// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.api.CapacityApi.CreateMinimumTimeShareRuleRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ExpiryOption;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.capacity.MinimumTimeShareRule;
import dev.evenkeel.engine.capacity.WorkKind;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel capacity requirement create` command: creates a capacity requirement, which blocks changes
/// while a team does not meet it.
@Command(
        description = {
            "Requires a minimum share of a team's time for a kind of work.",
            "While the measured share is lower or unknown, the gate capacity blocks changes of the team's services.",
            "",
            "Example:",
            "  ./evenkeel capacity requirement create reliability --minimum-share 30 --weeks 4 --team team-money \\",
            "      --in production --expires-in P28D --reason \"reliability first\"",
            ""
        })
final class CapacityRequirementCreateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "KIND", description = "new_work, reliability, maintenance, security, toil or unplanned.")
    private WorkKind kind = WorkKind.RELIABILITY;

    @Mixin
    private TeamOption team = new TeamOption();

    @Option(
            names = "--minimum-share",
            paramLabel = "PERCENT",
            required = true,
            description = "Minimum percentage of the team's time.")
    private BigDecimal minimumShare = BigDecimal.ZERO;

    @Option(
            names = "--weeks",
            paramLabel = "N",
            defaultValue = "4",
            description = "Number of past weeks that are measured (default: 4).")
    private int weeks;

    @Option(
            names = "--in",
            paramLabel = "ENVIRONMENT",
            split = ",",
            description = "Environments whose changes are blocked (default: all).")
    private List<String> environments = new ArrayList<>();

    @ArgGroup(multiplicity = "1")
    private ExpiryOption end = new ExpiryOption();

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var rule = api.post(
                team.apiPath("/requirements"),
                new CreateMinimumTimeShareRuleRequest(
                        kind,
                        minimumShare.movePointLeft(2).doubleValue(),
                        weeks,
                        environments,
                        reason,
                        end.expiresAt(Clock.systemUTC())),
                MinimumTimeShareRule.class);
        String id = rule.value().id();
        return new CommandResult(
                rule.body(),
                "Capacity requirement " + id + " created, expires "
                        + rule.value().expiresAt() + ". To delete it: ./evenkeel capacity requirement delete " + id);
    }
}
