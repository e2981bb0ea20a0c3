// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.api.SloApi.SloUpdateResponse;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.files.openslo.OpenSloFile;
import dev.evenkeel.files.openslo.OpenSloObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel slo apply` command: applies OpenSLO files to a server.
@Command(
        description = {
            "Applies OpenSLO files to the server, all or nothing.",
            "Objects that the files omit stay unchanged; --prune deletes them.",
            "",
            "Examples:",
            "  ./evenkeel slo apply slos.yaml",
            "  ./evenkeel slo apply services.yaml slos.yaml --prune",
            ""
        })
final class SloApplyCommand extends AbstractServerCommand {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "OpenSLO v1 files, YAML or JSON.")
    private List<Path> files = List.of();

    @Option(names = "--prune", description = OptionDescriptions.PRUNE)
    private boolean prune;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        String body = body();
        var response = prune
                ? api.put("/api/v1/slos", body, null, SloUpdateResponse.class)
                : api.patch("/api/v1/slos", body, SloUpdateResponse.class);
        SloUpdateResponse update = response.value();
        printWarnings(update.warnings());
        return new CommandResult(
                response.body(),
                Stream.concat(
                                Stream.of("SLOs on the server: " + String.join(", ", update.slos()) + "."),
                                update.consequences().stream().map(consequence -> "Effect: " + consequence))
                        .collect(Collectors.joining(System.lineSeparator())));
    }

    private String body() {
        List<OpenSloObject> objects = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (Path file : files) {
            OpenSloFile read = OpenSloFile.parse(readFile("FILE", file));
            objects.addAll(read.objects());
            read.errors().forEach(fault -> faults.add(file + " " + fault));
        }
        if (!faults.isEmpty()) {
            throw usageError(String.join(System.lineSeparator(), faults));
        }
        return OpenSloFile.toJson(objects);
    }
}
