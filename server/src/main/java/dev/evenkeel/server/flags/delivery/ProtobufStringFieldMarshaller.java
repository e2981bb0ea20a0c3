// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.delivery;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// Marshaller of protobuf messages of which only field 1, a string, is used. Skips other fields; an absent
/// field 1 is "".
final class ProtobufStringFieldMarshaller implements Marshaller<String> {
    private static final int TEXT = 1;
    /// Field 1, length-delimited.
    private static final int TEXT_TAG = TEXT << 3 | 2;

    @Override
    public InputStream stream(String text) {
        if (text.isEmpty()) {
            return InputStream.nullInputStream();
        }
        byte[] bytes = new byte[CodedOutputStream.computeStringSize(TEXT, text)];
        try {
            CodedOutputStream.newInstance(bytes).writeString(TEXT, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public String parse(InputStream message) {
        try {
            return read(CodedInputStream.newInstance(message));
        } catch (IOException e) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("The message is not valid protobuf of this method: " + e.getMessage())
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    private static String read(CodedInputStream fields) throws IOException {
        String text = "";
        for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
            if (tag == TEXT_TAG) {
                text = fields.readStringRequireUtf8();
            } else {
                fields.skipField(tag);
            }
        }
        return text;
    }
}
