// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flag;

import java.util.List;

/// Thrown for invalid flag files; lists every problem of every file, one a line.
public final class InvalidFlagFilesException extends RuntimeException {
    InvalidFlagFilesException(List<String> problems) {
        super((problems.size() == 1 ? "1 problem" : problems.size() + " problems") + " in the flag files:\n"
                + String.join("\n", problems));
    }
}
