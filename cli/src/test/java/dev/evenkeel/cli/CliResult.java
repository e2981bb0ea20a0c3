// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The result of a command.
///
/// @param exitCode exit code of the process
/// @param out standard output, by lines
/// @param err standard error
public record CliResult(int exitCode, List<String> out, String err) {

    public static CliResult of(String... arguments) {
        return withInput("", arguments);
    }

    public static CliResult withInput(String input, String... arguments) {
        return withBytes(input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    public static CliResult withBytes(byte[] input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            var out = new StringWriter();
            var err = new StringWriter();
            int exitCode = EvenkeelCli.commandLine(arguments)
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(arguments);
            return new CliResult(exitCode, out.toString().lines().toList(), err.toString());
        } finally {
            System.setIn(before);
        }
    }
}
