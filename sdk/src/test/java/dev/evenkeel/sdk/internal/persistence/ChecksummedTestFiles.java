// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.persistence;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Writes files with a checksum, like the SDK.
public final class ChecksummedTestFiles {
    private ChecksummedTestFiles() {}

    public static void write(Path file, String content) {
        new CrashSafeFile("file of a test", file).write(content.getBytes(StandardCharsets.UTF_8));
    }
}
