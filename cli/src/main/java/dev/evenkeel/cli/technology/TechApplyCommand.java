// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.cli.client.ServerApi;
import dev.evenkeel.cli.command.OptionHelp;
import dev.evenkeel.cli.command.ServerCommand;
import dev.evenkeel.files.json.Faults;
import dev.evenkeel.files.technology.TechnologyDraft;
import dev.evenkeel.files.technology.TechnologyFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/// `evenkeel tech apply`: the register as a file says.
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
final class TechApplyCommand extends ServerCommand {
    @Parameters(paramLabel = "FILE", description = "YAML or JSON, technologies: by key.")
    private Path file = Path.of("");

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionHelp.REASON)
    private String reason = "";

    @Override
    protected Result ask(ServerApi api) throws InterruptedException {
        var faults = new Faults();
        List<TechnologyDraft> drafts = TechnologyFile.read(file("FILE", file), faults);
        if (!faults.all().isEmpty()) {
            throw misuse(file + " cannot be applied; nothing was changed:\n" + lines(faults.all()));
        }
        Map<String, TechnologyDraft> byKey = new LinkedHashMap<>();
        drafts.forEach(draft -> byKey.put(draft.key(), draft));
        String body = ServerApi.JSON.writeValueAsString(Map.of("technologies", byKey));
        JsonNode technologies = api.put("/api/v1/technologies?reason=" + ServerApi.segment(reason), body, null)
                .body();
        return new Result(technologies, TechText.table(technologies));
    }

    static String lines(List<Faults.Fault> faults) {
        return faults.stream()
                .map(fault -> "  " + fault.pointer() + ": " + fault.message() + "; " + fault.remedy())
                .collect(Collectors.joining("\n"));
    }
}
