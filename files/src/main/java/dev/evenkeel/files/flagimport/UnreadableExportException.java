// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.flagimport;

/// Thrown when a text is not an export of the stated format; nothing was imported.
public final class UnreadableExportException extends RuntimeException {
    UnreadableExportException(String message) {
        super(message);
    }
}
