// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One run of a command.
///
/// @param exitCode what the process would end with
/// @param out standard output, by lines
/// @param err standard error
public record Run(int exitCode, List<String> out, String err) {

    public static Run of(String... arguments) {
        return withInput("", arguments);
    }

    public static Run withInput(String input, String... arguments) {
        return withBytes(input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    public static Run withBytes(byte[] input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input));
        try {
            var out = new StringWriter();
            var err = new StringWriter();
            int exitCode = EvenkeelCli.commandLine(arguments)
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(arguments);
            return new Run(exitCode, out.toString().lines().toList(), err.toString());
        } finally {
            System.setIn(before);
        }
    }
}
