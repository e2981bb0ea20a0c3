// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.evenkeel.core.wire.CallReport;
import dev.evenkeel.core.wire.MalformedMessageException;
import dev.evenkeel.core.wire.codec.WireCodec;
import dev.evenkeel.fuzz.Fuzzer;
import dev.evenkeel.fuzz.InputDialect;
import dev.evenkeel.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class NonSdkCallReportProtobufParserTest {
    private static final Path SPEC = Path.of("../spec/outcomes");
    private static final Pattern FIELD = Pattern.compile("(?m)^ {2}(repeated )?(\\w+) (\\w+) = (\\d+);$");

    @FunctionalInterface
    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) throws IOException {
        var bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        writing.to(out);
        out.flush();
        return bytes.toByteArray();
    }

    private static byte[] published() throws IOException {
        return HexFormat.of()
                .parseHex(Files.readString(SPEC.resolve("report.hex")).replaceAll("\\s", ""));
    }

    private static CallReport read(byte[] message) throws InvalidProtocolBufferException {
        return WireCodec.toCallReport(NonSdkCallReportProtobufParser.parse(message));
    }

    @Test
    void parsesPublishedReportLikeItsJsonForm() throws IOException {
        CallReport json = WireCodec.decodeCalls(Files.readAllBytes(SPEC.resolve("report.json")));
        assertThat(read(published())).isEqualTo(json);
        assertThat(json.groups()).hasSize(3);
    }

    @Test
    void matchesFieldsOfPublishedProtoFile() throws IOException {
        List<String> written = FIELD.matcher(Files.readString(SPEC.resolve("calls.proto")))
                .results()
                .map(field -> field.group(4) + " " + camelCase(field.group(3)) + " "
                        + (field.group(1) == null ? "" : field.group(1)) + field.group(2))
                .toList();
        assertThat(written).containsExactlyElementsOf(NonSdkCallReportProtobufParser.describeFields());
    }

    private static String camelCase(String name) {
        return Pattern.compile("_(.)")
                .matcher(name)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    @Test
    void skipsUnknownFieldsAndUsesDefaultsForMissingOnes() throws IOException {
        byte[] group = bytes(out -> {
            out.writeString(1, "checkout");
            out.writeString(2, "modern");
            out.writeString(3, "");
            out.writeByteArray(6, new byte[0]);
            out.writeFixed64(99, 7);
        });
        CallReport report = read(bytes(out -> {
            out.writeString(1, "old");
            out.writeUInt64(2, 5);
            out.writeString(77, "new in a later version");
            out.writeByteArray(4, group);
            out.writeString(1, "i");
        }));
        assertThat(report.instance()).isEqualTo("i");
        assertThat(report.groups()).hasSize(1);
        assertThat(report.groups().getFirst().split()).isNull();
        assertThat(report.groups().getFirst().calls().getFirst().micros()).isZero();
    }

    @Test
    void rejectsMalformedMessages() throws IOException {
        assertThatThrownBy(() -> read(Json.of("{'instance':'i'}").getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidProtocolBufferException.class);
        byte[] whole = published();
        assertThatThrownBy(() -> read(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(InvalidProtocolBufferException.class);
        byte[] wrongType = bytes(out -> out.writeString(2, "17"));
        assertThatThrownBy(() -> read(wrongType)).hasMessage("sequence has the wrong type");
        byte[] notUtf8 = bytes(out -> out.writeByteArray(1, new byte[] {(byte) 0xff}));
        assertThatThrownBy(() -> read(notUtf8)).isInstanceOf(InvalidProtocolBufferException.class);
        byte[] negative = bytes(out -> {
            out.writeString(1, "i");
            out.writeUInt64(2, -1);
        });
        assertThatThrownBy(() -> read(negative))
                .isInstanceOf(MalformedMessageException.class)
                .hasMessageContaining("sequence must be 1 or more, got -1");
    }

    @Test
    void rejectsTooDeepNestingAndTooManyElements() throws IOException {
        byte[] deep = bytes(out -> {
            for (int i = 0; i < 500_000; i++) {
                out.writeTag(50, WireFormat.WIRETYPE_START_GROUP);
            }
        });
        assertThatThrownBy(() -> read(deep)).isInstanceOf(InvalidProtocolBufferException.class);
        byte[] manyCalls = bytes(out -> {
            for (int i = 0; i < 900_000; i++) {
                out.writeByteArray(6, new byte[0]);
            }
        });
        byte[] many = bytes(out -> out.writeByteArray(4, manyCalls));
        assertThat(many.length).isLessThan(CallReport.MAX_BYTES);
        assertThatThrownBy(() -> read(many))
                .hasMessage("the number of calls, begun units and groups exceeds the limit of a report");
    }

    @Test
    void parsesOrRejectsFuzzedMessages() throws IOException {
        var fuzzReport = Fuzzer.of("binary reports of calls", InputDialect.TEXT)
                .message(published())
                .expectRejection(InvalidProtocolBufferException.class)
                .expectRejection(MalformedMessageException.class)
                .inputs(2_000)
                .run(input ->
                        assertThat(read(input.bytes()).toBatch(Instant.EPOCH)).isNotNull());
        assertThat(fuzzReport.read()).isPositive();
        assertThat(fuzzReport.refused()).isPositive();
    }
}
