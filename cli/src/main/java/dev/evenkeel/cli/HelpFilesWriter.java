// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/// Writes the help of each command to a file, which the script of a package prints without starting Java.
final class HelpFilesWriter {
    private HelpFilesWriter() {}

    /// @param arguments the folder; it gets `evenkeel.txt`, and for each command a file such as `flag-list.txt`
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        CommandLine root = EvenkeelCli.commandLine();
        write(folder, "evenkeel", root);
        for (var group : root.getSubcommands().entrySet()) {
            write(folder, group.getKey(), group.getValue());
            for (var command : group.getValue().getSubcommands().entrySet()) {
                write(folder, group.getKey() + "-" + command.getKey(), command.getValue());
            }
        }
    }

    private static void write(Path folder, String name, CommandLine command) throws IOException {
        Files.writeString(
                folder.resolve(name + ".txt"), command.getUsageMessage(Ansi.OFF), StandardOpenOption.CREATE_NEW);
    }
}
