// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The `evenkeel report lesson` command: records a lesson from a change.
@Command(
        name = "lesson",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Keeps what somebody learned from a flag's change, linked to a forecast that missed or to the incident whose",
            "follow-up it is.",
            "",
            "Example:",
            "  ./evenkeel report lesson payment-core --related-to f-5f0c --person lea \\",
            "      \"we were two weeks late: the rehearsal of the schema found what nobody had planned for\"",
            ""
        })
final class ChangeLessonRecordCommand extends AbstractServerCommand {
    @Parameters(index = "0", paramLabel = "FLAG", description = "The flag that led the change.")
    private String flag = "";

    @Parameters(index = "1", paramLabel = "TEXT", description = "What was learned, in a sentence.")
    private String lesson = "";

    @Option(
            names = "--related-to",
            paramLabel = "ID",
            required = true,
            description = "The forecast that missed, or the incident whose follow-up it is.")
    private String relatedTo = "";

    @Option(names = "--person", paramLabel = "NAME", description = OptionDescriptions.PERSON)
    private @Nullable String person;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        ObjectNode order =
                ServerApiClient.JSON.createObjectNode().put("lesson", lesson).put("relatedTo", relatedTo);
        if (person != null) {
            order.put("onBehalfOf", person);
        }
        JsonNode kept = api.post(flagPath(flag) + "/lessons", order.toString()).body();
        return new CommandResult(
                kept,
                kept.path("id").asString() + ": " + kept.path("person").asString() + " learned: "
                        + kept.path("lesson").asString());
    }
}
