// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.capacity;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.ExpiryOption;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.engine.capacity.WorkKind;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel capacity require` command: creates a rule of minimum capacity, which blocks changes until a
/// team meets it.
@Command(
        name = "require",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Closes the gate capacity for changes of the team's services while less of its time goes into a kind of work,",
            "over so many weeks up to the present. Without enough data the gate cannot tell, and is closed.",
            "",
            "Example:",
            "  ./evenkeel capacity require reliability --minimum-share 30 --weeks 4 --team payments --for P28D \\",
            "      --in prod --reason \"stabilise first\"",
            ""
        })
final class MinimumTimeShareCreateCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "KIND", description = "new_work, reliability, maintenance, security, toil or unplanned.")
    private WorkKind kind = WorkKind.RELIABILITY;

    @Mixin
    private TeamOption team = new TeamOption();

    @Option(names = "--minimum-share", paramLabel = "PERCENT", required = true, description = "Of the team's time.")
    private BigDecimal minimumShare = BigDecimal.ZERO;

    @Option(names = "--weeks", paramLabel = "N", defaultValue = "4", description = "Measured over (default 4).")
    private int weeks;

    @Option(
            names = "--in",
            paramLabel = "ENVIRONMENT",
            split = ",",
            description = "Only for changes there (default: in all).")
    private List<String> environments = new ArrayList<>();

    @ArgGroup(multiplicity = "1")
    private @Nullable ExpiryOption end;

    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode order = ServerApiClient.JSON
                .createObjectNode()
                .put("kind", kind.name())
                .put("minimumShare", minimumShare.movePointLeft(2))
                .put("weeks", weeks)
                .put("reason", reason);
        order.set("environments", ServerApiClient.JSON.valueToTree(environments));
        if (end != null) {
            order.put("expiresAt", end.expiresAt(Clock.systemUTC()));
        }
        JsonNode rule =
                api.post(team.apiPath("/requirements"), order.toString()).body();
        String id = rule.path("id").asString();
        return new CommandResult(
                rule,
                id + " is in force until " + rule.path("expiresAt").asString()
                        + ". To end it: ./evenkeel capacity release " + id);
    }
}
