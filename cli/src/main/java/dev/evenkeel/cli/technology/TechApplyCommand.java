// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.api.TechnologyApi.TechnologyResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.technology.TechnologyFile;
import dev.evenkeel.files.technology.TechnologyPatch;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel tech apply` command: applies the technology register of a file.
@Command(
        description = {
            "Applies a technology register file, all or nothing.",
            "Technologies and fields that the file omits stay unchanged. Ring changes are permanent: for each",
            "technology, the file contains all stored ring changes and then new ones, or none.",
            "",
            "Example:",
            "  ./evenkeel tech apply technologies.yaml --reason \"initial register\"",
            ""
        },
        footer = "%nExit code: 0, or 1 if the server rejects the request.")
final class TechApplyCommand extends AbstractServerCommand {
    @Parameters(paramLabel = "FILE", description = "YAML or JSON file with technologies: by key.")
    private Path file = Path.of("");

    @Option(names = "--reason", paramLabel = "TEXT", description = OptionDescriptions.REASON)
    private String reason = "";

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var errors = new ValidationErrors();
        List<TechnologyPatch> drafts = TechnologyFile.parse(readFile("FILE", file), errors);
        requireNoErrors(file, errors.toList());
        Map<String, TechnologyPatch> byKey = new LinkedHashMap<>();
        drafts.forEach(draft -> byKey.put(draft.key(), draft));
        var technologies = api.put(
                "/api/v1/technologies?reason=" + ServerApiClient.urlEncode(reason),
                new TechnologyFile(byKey),
                TechnologyResponse[].class);
        return new CommandResult(technologies.body(), TechTextFormatter.formatTable(technologies.value()));
    }
}
