// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.flag.edit;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.terminal.TextTable;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;

/// The `evenkeel flag list` command: lists the flags of an environment.
@Command(
        description = {
            "Lists the flags of an environment, with state, default variant, variants and rules.",
            "",
            "Example:",
            "  ./evenkeel flag list --environment production",
            ""
        })
public final class FlagListCommand extends AbstractServerCommand {
    public FlagListCommand() {}

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        JsonNode definition = api.get(environmentPath("/flags")).body();
        var textTable = new TextTable("FLAG", "STATE", "DEFAULT", "VARIANTS", "RULES");
        definition.path("flags").propertyStream().forEach(flag -> {
            JsonNode body = flag.getValue();
            textTable.addRow(
                    flag.getKey(),
                    body.path("state").asString("?"),
                    body.path("defaultVariant").asString("(code)"),
                    String.join(", ", body.path("variants").propertyNames()),
                    rules(body));
        });
        return new CommandResult(
                definition,
                definition.path("flags").isEmpty()
                        ? "No flags in environment " + environment()
                                + ". To create one: ./evenkeel flag create KEY FILE"
                        : textTable.toString());
    }

    private static String rules(JsonNode flag) {
        List<String> rules = new ArrayList<>();
        if (!flag.path("targeting").isEmpty()) {
            rules.add("targeting");
        }
        flag.path("prerequisites")
                .forEach(each -> rules.add("requires " + each.path("flag").asString("?")));
        flag.path("schedule").forEach(each -> rules.add("at " + each.path("at").asString("?")));
        return String.join(", ", rules);
    }
}
