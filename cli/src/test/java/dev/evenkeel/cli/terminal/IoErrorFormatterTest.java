// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IoErrorFormatterTest {
    private static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("a"), "no such file"),
                Arguments.of(new AccessDeniedException("a"), "permission denied"),
                Arguments.of(new MalformedInputException(1), "not UTF-8 text"),
                Arguments.of(new IOException("disk full"), "disk full"),
                Arguments.of(new IOException(), "input/output error"),
                Arguments.of(new UncheckedIOException(new NoSuchFileException("a")), "no such file"),
                Arguments.of(new ConnectException().initCause(new ClosedChannelException()), "connection refused"),
                Arguments.of(new ConnectException().initCause(new UnresolvedAddressException()), "unknown host"));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void formatsReasonWithoutClassNames(Throwable error, String reason) {
        assertThat(IoErrorFormatter.formatReason(error)).isEqualTo(reason);
    }
}
