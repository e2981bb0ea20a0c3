// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flag;

import java.util.List;

/// Says that flag files cannot be used, with every problem of every file, one per line.
public final class InvalidFlagFilesException extends RuntimeException {
    InvalidFlagFilesException(List<String> problems) {
        super((problems.size() == 1 ? "1 problem" : problems.size() + " problems") + " in the flag files:\n"
                + String.join("\n", problems));
    }
}
