// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A scanner that finds the account of the first debtor in the bytes of a message without parsing it.
///
/// The debtor must be known before a core is chosen, so the scanner depends on neither core's parser and
/// succeeds where one of them would fail. It searches for the tags `DbtrAcct`, then `IBAN` or `Othr` and
/// `Id`, with any prefix, in any encoding that is a superset of ASCII, with or without a byte-order mark. A
/// misleading message can at most cause a wrong route: both cores book alike. One pass; allocates only the
/// account.
final class DebtorScanner {
    private static final int LONGEST = 34;

    private final byte[] bytes;
    private int position;

    private DebtorScanner(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Returns the IBAN or other identification, of 1 to 34 characters, of the first debtor account that has
    /// one.
    static Optional<String> findDebtor(byte[] message) {
        return new DebtorScanner(message).find();
    }

    private Optional<String> find() {
        boolean inDebtor = false;
        boolean inOther = false;
        while (skipToNextTag()) {
            boolean closing = position < bytes.length && bytes[position] == '/';
            String name = localName(closing ? position + 1 : position);
            if (name.equals("DbtrAcct")) {
                inDebtor = !closing;
                inOther = false;
            } else if (name.equals("Othr")) {
                inOther = !closing;
            } else if (inDebtor && !closing && (name.equals("IBAN") || (inOther && name.equals("Id")))) {
                String account = text();
                if (!account.isEmpty() && account.length() <= LONGEST) {
                    return Optional.of(account);
                }
            }
        }
        return Optional.empty();
    }

    /// Moves past the next `<`.
    private boolean skipToNextTag() {
        while (position < bytes.length) {
            if (bytes[position++] == '<') {
                return true;
            }
        }
        return false;
    }

    /// Returns the local name that begins at the index; empty when it is longer than every name searched for.
    private String localName(int from) {
        int start = from;
        int end = from;
        while (end < bytes.length && isNameByte(bytes[end])) {
            if (bytes[end++] == ':') {
                start = end;
            }
        }
        return end - start > "DbtrAcct".length()
                ? ""
                : new String(bytes, start, end - start, StandardCharsets.US_ASCII);
    }

    private static boolean isNameByte(byte b) {
        return b < 0 || (b > ' ' && b != '>' && b != '/' && b != '<');
    }

    /// Returns the text between the current tag and the next.
    private String text() {
        int start = position;
        while (start < bytes.length && bytes[start] != '>' && bytes[start] != '<') {
            start++;
        }
        if (start >= bytes.length || bytes[start] == '<') {
            return "";
        }
        int end = ++start;
        while (end < bytes.length && bytes[end] != '<') {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8).strip();
    }
}
