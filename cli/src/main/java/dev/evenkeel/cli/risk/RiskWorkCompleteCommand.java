// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.risk;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel risk done` command: records that work required by a decision is done.
@Command(
        name = "done",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says that work of a case is done, how many weeks it took and what shows it. Once the work of the course that was",
            "decided on is done, the gate \"risk\" opens.",
            "",
            "Example:",
            "  ./evenkeel risk done ra-5f0c \"make repeats harmless\" --weeks 1.5 --evidence \"drill d-7 of 3 December\"",
            ""
        })
final class RiskWorkCompleteCommand extends AbstractServerCommand {
    @Parameters(index = "0", paramLabel = "ASSESSMENT", description = "The assessment.")
    private String id = "";

    @Parameters(index = "1", paramLabel = "ITEM", description = "The work item, as the case names it.")
    private String item = "";

    @Option(names = "--weeks", paramLabel = "N", required = true, description = "Weeks that it took.")
    private double weeks;

    @Option(names = "--evidence", paramLabel = "TEXT", required = true, description = "What shows that it is done.")
    private String evidence = "";

    @Option(names = "--person", paramLabel = "NAME", description = OptionDescriptions.PERSON)
    private @Nullable String person;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode order = ServerApiClient.JSON
                .createObjectNode()
                .put("item", item)
                .put("weeks", weeks)
                .put("evidence", evidence);
        if (person != null) {
            order.put("onBehalfOf", person);
        }
        JsonNode made = api.post(
                        "/api/v1/assessments/" + ServerApiClient.urlEncode(id) + "/completed-work", order.toString())
                .body();
        return new CommandResult(made, RiskAssessmentTextFormatter.formatWork(made));
    }
}
