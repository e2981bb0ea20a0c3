// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.client;

import dev.evenkeel.cli.terminal.TerminalTextSanitizer;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// A factory of the JSON trees of server responses. `asString` returns one printable line, for terminal output;
/// `stringValue`, serialized JSON and deserialized beans keep the original text.
final class PrintableJsonNodeFactory extends JsonNodeFactory {
    private static final long serialVersionUID = 1;

    @Override
    public StringNode stringNode(String text) {
        String line = TerminalTextSanitizer.toSingleLine(text);
        return line.equals(text) ? super.stringNode(text) : new SanitizedStringNode(text, line);
    }

    private static final class SanitizedStringNode extends StringNode {
        private static final long serialVersionUID = 1;

        private final String line;

        SanitizedStringNode(String text, String line) {
            super(text);
            this.line = line;
        }

        @Override
        public String asString() {
            return line;
        }

        @Override
        public String asString(String otherwise) {
            return line;
        }

        @Override
        public Optional<String> asStringOpt() {
            return Optional.of(line);
        }
    }
}
