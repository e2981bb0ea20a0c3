// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.technology.TechnologyFileParser;
import dev.evenkeel.files.technology.TechnologyPatch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// The `evenkeel tech apply` command: applies the technology register of a file.
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Sets what a file says of technologies, all of it or nothing. What it does not speak of stays as it is.",
            "Moves are only added: the file has all that there were, and new ones behind them, or speaks of none.",
            "",
            "Example:",
            "  ./evenkeel tech apply technologies.yaml --reason \"the register of our wiki\"",
            ""
        },
        footer = "%nExit code: 0, or 1 when the server refuses it.")
final class TechApplyCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FILE", description = "YAML or JSON, technologies: by key.")
    private Path file = Path.of("");

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var errors = new ValidationErrors();
        List<TechnologyPatch> drafts = TechnologyFileParser.parse(readFile("FILE", file), errors);
        if (!errors.toList().isEmpty()) {
            throw usageError(file + " cannot be applied; nothing was changed:\n" + formatErrors(errors.toList()));
        }
        Map<String, TechnologyPatch> byKey = new LinkedHashMap<>();
        drafts.forEach(draft -> byKey.put(draft.key(), draft));
        String body = ServerApiClient.JSON.writeValueAsString(Map.of("technologies", byKey));
        JsonNode technologies = api.put("/api/v1/technologies?reason=" + ServerApiClient.urlEncode(reason), body, null)
                .body();
        return new CommandResult(technologies, TechTextFormatter.formatTable(technologies));
    }

    static String formatErrors(List<ValidationErrors.ValidationError> faults) {
        return faults.stream()
                .map(fault -> "  " + fault.pointer() + ": " + fault.message() + "; " + fault.remedy())
                .collect(Collectors.joining("\n"));
    }
}
