// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.api.TechnologyApi.ChangeSbomAdditions;
import dev.evenkeel.api.TechnologyApi.PutChangeSbomAdditionsRequest;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.OptionDescriptions;
import dev.evenkeel.cli.command.ServerConnectionOptions;
import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.sbom.CycloneDxParser;
import dev.evenkeel.files.sbom.SbomComponent;
import dev.evenkeel.files.sbom.SbomDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The `evenkeel tech sbom-diff` command: reports the components that a build adds.
@Command(
        description = {
            "Compares two CycloneDX SBOMs (JSON, 1.4 to 1.6): added, removed and updated components.",
            "With --flag or --change, it sends the added components to the server, and the gate \"technology\"",
            "compares them with the declared technologies. Otherwise it needs no server.",
            "",
            "Examples:",
            "  ./evenkeel tech sbom-diff released.json built.json",
            "  ./evenkeel tech sbom-diff released.json built.json --flag payment-core",
            ""
        },
        footer = "%nExit code: 0, or 1 if the server rejects the request.")
final class TechSbomDiffCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private ServerConnectionOptions server = new ServerConnectionOptions();

    @Option(names = "--json", description = "Print the difference as one JSON object.")
    private boolean json;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "SBOM of the running version.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "SBOM of the new version.")
    private Path after = Path.of("");

    @Option(names = "--flag", paramLabel = "FLAG", description = OptionDescriptions.FLAG)
    private @Nullable String flag;

    @Option(names = "--change", paramLabel = "ID", description = "ID of the recorded change.")
    private @Nullable String change;

    @Override
    public Integer call() throws InterruptedException {
        if (flag != null && change != null) {
            throw usageError("--flag and --change exclude each other. Use --flag for a change with a flag, --change"
                    + " for a recorded deployment.");
        }
        SbomDiff diff = SbomDiff.of(read(before), read(after));
        if (flag != null) {
            sendDiff(server.environmentPath() + "/flags/" + ServerApiClient.urlEncode(flag), diff);
        } else if (change != null) {
            sendDiff("/api/v1/changes/" + ServerApiClient.urlEncode(change), diff);
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(json ? ServerApiClient.JSON.writeValueAsString(diff) : text(diff));
        out.flush();
        return 0;
    }

    private void sendDiff(String path, SbomDiff diff) throws InterruptedException {
        List<String> introduced =
                diff.introduced().stream().map(SbomComponent::name).toList();
        server.apiClient()
                .put(path + "/sbom-diff", new PutChangeSbomAdditionsRequest(introduced), ChangeSbomAdditions.class);
    }

    private SortedMap<String, SbomComponent> read(Path file) {
        var errors = new ValidationErrors();
        SortedMap<String, SbomComponent> components = CycloneDxParser.parse(text(file), errors);
        if (!errors.toList().isEmpty()) {
            throw usageError(file + " is not a valid SBOM. Errors:"
                    + errors.toList().stream().map(error -> "\n  " + error).collect(Collectors.joining()));
        }
        return components;
    }

    private String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw usageError("Cannot read " + file + ": " + IoErrorFormatter.formatReason(e));
        }
    }

    private ParameterException usageError(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private static String text(SbomDiff diff) {
        List<String> lines = new ArrayList<>();
        diff.introduced().forEach(one -> lines.add("+ " + one.name() + versions(one.versions())));
        diff.removed().forEach(one -> lines.add("- " + one.name() + versions(one.versions())));
        diff.changed()
                .forEach(one -> lines.add("~ " + one.name() + versions(one.before()) + " ->" + versions(one.after())));
        lines.add(diff.introduced().size() + " added, " + diff.removed().size() + " removed, "
                + diff.changed().size() + " updated.");
        return String.join(System.lineSeparator(), lines);
    }

    private static String versions(SortedSet<String> versions) {
        String joined = String.join(", ", versions);
        return joined.isBlank() ? "" : " " + joined;
    }
}
