// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.reference;

import dev.evenkeel.cli.EvenkeelCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Writes the command line reference as Markdown; the build runs it, and the server serves the pages at `/docs`.
public final class CliReferenceWriter {
    private CliReferenceWriter() {}

    /// Writes all pages.
    ///
    /// @param arguments the folder
    /// @throws IOException when a page cannot be written
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (Map.Entry<String, String> page :
                new CliReferenceBuilder(EvenkeelCli.commandLine()).build().entrySet()) {
            Path file = folder.resolve(page.getKey() + ".md");
            Files.createDirectories(file.getParent());
            Files.writeString(file, page.getValue());
        }
    }
}
