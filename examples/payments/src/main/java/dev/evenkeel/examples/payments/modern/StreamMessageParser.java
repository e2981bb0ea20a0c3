// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import dev.evenkeel.examples.payments.message.MessageParseResult;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Parser that reads a message in one pass, directly from its bytes.
///
/// It reads only the given bytes: no document type declaration, hence no entities; no access to files or the
/// network; nesting of at most 64 elements. Thread-safe.
final class StreamMessageParser {
    private static final String DEEPEST = "64";

    private final ModernCoreFaultSwitches faults;
    private final XMLInputFactory inputs;

    StreamMessageParser(ModernCoreFaultSwitches faults) {
        this.faults = faults;
        this.inputs = XMLInputFactory.newDefaultFactory();
        inputs.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        inputs.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        inputs.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        inputs.setProperty("jdk.xml.maxElementDepth", DEEPEST);
    }

    MessageParseResult parse(byte[] bytes) {
        try {
            XMLStreamReader xml = open(bytes);
            try {
                return new PainStreamParser(xml, amounts()).parse();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            return new MessageParseResult.MalformedXml(
                    e.getLocation() == null ? -1 : e.getLocation().getLineNumber());
        }
    }

    private UnaryOperator<String> amounts() {
        return faults.isOn(ModernCoreFault.TRUNCATED_AMOUNTS)
                ? StreamMessageParser::truncated
                : UnaryOperator.identity();
    }

    /// 4.35 is slightly less as a `double`, and the remaining fraction of a hundredth is truncated.
    private static String truncated(String amount) {
        try {
            long hundredths = (long) (Double.parseDouble(amount) * 100);
            return BigDecimal.valueOf(hundredths, 2).toPlainString();
        } catch (NumberFormatException notANumber) {
            return amount;
        }
    }

    private XMLStreamReader open(byte[] bytes) throws XMLStreamException {
        if (faults.isOn(ModernCoreFault.BYTE_ORDER_MARK)) {
            return inputs.createXMLStreamReader(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
        }
        return inputs.createXMLStreamReader(new ByteArrayInputStream(bytes));
    }
}
