// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/// Writer of customer payment status reports (pain.002.001.03), the response to a message.
///
/// The group status is `ACCP` or `RJCT`. The report's message id is derived from the digest of the original
/// message and its creation time is that of acceptance, so that a resent message gets the same response byte
/// for byte. Thread-safe.
public final class StatusReportWriter {
    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.03";
    private static final String ORIGINAL_NAME = "pain.001.001.03";
    private static final String NOT_PROVIDED = "NOTPROVIDED";
    private static final int LONGEST_ID = 35;
    private static final int LONGEST_INFORMATION = 105;
    private static final int ID_BYTES = 12;

    private final XMLOutputFactory outputs = XMLOutputFactory.newDefaultFactory();

    /// Writes the report, in UTF-8.
    ///
    /// @param now creation time of a refusal
    public byte[] write(PaymentSubmission submission, BookingResult result, Instant now) {
        String id = "STS-" + HexFormat.of().formatHex(submission.sha256(), 0, ID_BYTES);
        return switch (result) {
            case BookingResult.Accepted(PaymentOrder paymentOrder, Instant acceptedAt) ->
                write(new Content(id, acceptedAt, paymentOrder.messageId(), "ACCP", paymentOrder.warnings()));
            case BookingResult.Rejected(String messageId, List<StatusReason> reasons) ->
                write(new Content(id, now, messageId, "RJCT", reasons));
            case BookingResult.Conflict(String messageId, StatusReason reason) ->
                write(new Content(id, now, messageId, "RJCT", List.of(reason)));
            case BookingResult.Unreadable(int line) ->
                write(new Content(id, now, null, "RJCT", List.of(unreadable(line))));
        };
    }

    private static StatusReason unreadable(int line) {
        return StatusReason.ofMessage(
                StatusReasonCode.FF02,
                "the message cannot be read" + (line > 0 ? " at line " + line : "")
                        + ": it must be well-formed XML without a document type declaration");
    }

    private record Content(
            String id, Instant createdAt, @Nullable String originalId, String status, List<StatusReason> reasons) {}

    private byte[] write(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try {
            XMLStreamWriter xml = outputs.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("Document");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeStartElement("CstmrPmtStsRpt");
            writeHeader(xml, content);
            writeGroup(xml, content);
            writeTransactions(xml, content);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write the status report of " + content.originalId(), e);
        }
        return bytes.toByteArray();
    }

    private static void writeHeader(XMLStreamWriter xml, Content content) throws XMLStreamException {
        xml.writeStartElement("GrpHdr");
        field(xml, "MsgId", content.id());
        field(xml, "CreDtTm", content.createdAt().truncatedTo(ChronoUnit.MILLIS).toString());
        xml.writeEndElement();
    }

    private static void writeGroup(XMLStreamWriter xml, Content content) throws XMLStreamException {
        xml.writeStartElement("OrgnlGrpInfAndSts");
        field(xml, "OrgnlMsgId", id(content.originalId()));
        field(xml, "OrgnlMsgNmId", ORIGINAL_NAME);
        field(xml, "GrpSts", content.status());
        for (StatusReason reason : content.reasons()) {
            if (reason.transaction() == null) {
                writeReason(xml, reason);
            }
        }
        xml.writeEndElement();
    }

    private static void writeTransactions(XMLStreamWriter xml, Content content) throws XMLStreamException {
        for (Map.Entry<String, Map<String, List<StatusReason>>> block :
                byTransaction(content.reasons()).entrySet()) {
            xml.writeStartElement("OrgnlPmtInfAndSts");
            field(xml, "OrgnlPmtInfId", id(block.getKey()));
            for (Map.Entry<String, List<StatusReason>> transaction :
                    block.getValue().entrySet()) {
                xml.writeStartElement("TxInfAndSts");
                field(xml, "OrgnlEndToEndId", id(transaction.getKey()));
                field(xml, "TxSts", content.status());
                for (StatusReason reason : transaction.getValue()) {
                    writeReason(xml, reason);
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
    }

    private static Map<String, Map<String, List<StatusReason>>> byTransaction(List<StatusReason> reasons) {
        Map<String, Map<String, List<StatusReason>>> blocks = new LinkedHashMap<>();
        for (StatusReason reason : reasons) {
            StatusReason.TransactionReference transaction = reason.transaction();
            if (transaction != null) {
                blocks.computeIfAbsent(transaction.paymentInfoId(), block -> new LinkedHashMap<>())
                        .computeIfAbsent(transaction.endToEndId(), id -> new ArrayList<>())
                        .add(reason);
            }
        }
        return blocks;
    }

    private static void writeReason(XMLStreamWriter xml, StatusReason reason) throws XMLStreamException {
        xml.writeStartElement("StsRsnInf");
        xml.writeStartElement("Rsn");
        field(xml, "Cd", reason.code().name());
        xml.writeEndElement();
        String rest = reason.text();
        while (!rest.isEmpty()) {
            String part = ValueQuoter.truncate(rest, LONGEST_INFORMATION);
            field(xml, "AddtlInf", part);
            rest = rest.substring(part.length());
        }
        xml.writeEndElement();
    }

    private static void field(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private static String id(@Nullable String id) {
        return id == null ? NOT_PROVIDED : ValueQuoter.truncate(id, LONGEST_ID);
    }
}
