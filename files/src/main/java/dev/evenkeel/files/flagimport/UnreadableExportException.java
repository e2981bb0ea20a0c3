// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

/// Says that a text is not the export it is said to be, so that nothing of it was read.
public final class UnreadableExportException extends RuntimeException {
    UnreadableExportException(String message) {
        super(message);
    }
}
