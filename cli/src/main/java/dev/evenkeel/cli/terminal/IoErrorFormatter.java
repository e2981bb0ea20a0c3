// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// A formatter of I/O errors for users: the reason, without Java class names.
public final class IoErrorFormatter {
    private IoErrorFormatter() {}

    /// Formats the reason of an error, such as `no such file`; never empty.
    public static String formatReason(Throwable error) {
        boolean isWrapper = error instanceof UncheckedIOException || error instanceof ExecutionException;
        @Nullable Throwable first = isWrapper ? error.getCause() : error;
        for (@Nullable Throwable each = first; each != null; each = each.getCause()) {
            @Nullable String reason = reason(each);
            if (reason != null && !reason.isBlank()) {
                return reason;
            }
        }
        return first instanceof ConnectException ? "connection refused" : "input/output error";
    }

    private static @Nullable String reason(Throwable error) {
        return switch (error) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "permission denied";
            case FileSystemException file when file.getReason() != null -> file.getReason();
            case CharacterCodingException _ -> "not UTF-8 text";
            case UnknownHostException _ -> "unknown host";
            case UnresolvedAddressException _ -> "unknown host";
            default -> error.getMessage();
        };
    }
}
