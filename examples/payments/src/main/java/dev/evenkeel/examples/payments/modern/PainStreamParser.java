// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.modern;

import dev.evenkeel.examples.payments.message.MessageParseResult;
import dev.evenkeel.examples.payments.message.MessageTypeValidator;
import dev.evenkeel.examples.payments.message.PaymentInitiation;
import dev.evenkeel.examples.payments.message.StatusReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// A parser that reads one document in one pass.
///
/// The path of the current element below `CstmrCdtTrfInitn` determines its meaning. A field counts once per
/// message, block or instruction: the first occurrence wins. The parser always reads to the end of the
/// document, so that it detects malformed XML anywhere. Not thread-safe.
final class PainStreamParser {
    private static final String BLOCK = "PmtInf";
    private static final String INSTRUCTION = "PmtInf/CdtTrfTxInf";
    private static final String PARTY = "GrpHdr/InitgPty/";
    private static final String INSTRUCTED = INSTRUCTION + "/Amt/InstdAmt";
    private static final String EQUIVALENT = INSTRUCTION + "/Amt/EqvtAmt/Amt";

    private static final Set<String> GROUP_FIELDS = Set.of(
            "GrpHdr/MsgId",
            "GrpHdr/NbOfTxs",
            "GrpHdr/CtrlSum",
            PARTY + "Nm",
            PARTY + "Id/OrgId/BICOrBEI",
            PARTY + "Id/OrgId/Othr/Id",
            PARTY + "Id/PrvtId/Othr/Id");
    private static final Set<String> BLOCK_FIELDS = Set.of(
            BLOCK + "/PmtInfId",
            BLOCK + "/PmtMtd",
            BLOCK + "/NbOfTxs",
            BLOCK + "/CtrlSum",
            BLOCK + "/DbtrAcct/Id/IBAN",
            BLOCK + "/DbtrAcct/Id/Othr/Id");
    private static final Set<String> INSTRUCTION_FIELDS = Set.of(
            INSTRUCTION + "/PmtId/EndToEndId",
            INSTRUCTED,
            EQUIVALENT,
            INSTRUCTION + "/CdtrAcct/Id/IBAN",
            INSTRUCTION + "/CdtrAcct/Id/Othr/Id");

    /// The elements that contain fields; all others are skipped.
    private static final Set<String> PARENTS = parentsOf(GROUP_FIELDS, BLOCK_FIELDS, INSTRUCTION_FIELDS);

    private final XMLStreamReader xml;
    private final UnaryOperator<String> amounts;
    private final StringBuilder path = new StringBuilder();
    private final Map<String, String> group = new HashMap<>();
    private final Map<String, String> block = new HashMap<>();
    private final Map<String, String> instruction = new HashMap<>();
    private final List<PaymentInitiation.PaymentBlock> blocks = new ArrayList<>();
    private List<PaymentInitiation.Instruction> instructions = new ArrayList<>();

    /// @param amounts converts an amount as written
    PainStreamParser(XMLStreamReader xml, UnaryOperator<String> amounts) {
        this.xml = xml;
        this.amounts = amounts;
    }

    @SafeVarargs
    private static Set<String> parentsOf(Set<String>... fields) {
        Set<String> parents = new HashSet<>();
        for (Set<String> some : fields) {
            for (String field : some) {
                for (int end = field.indexOf('/'); end > 0; end = field.indexOf('/', end + 1)) {
                    parents.add(field.substring(0, end));
                }
            }
        }
        return Set.copyOf(parents);
    }

    MessageParseResult parse() throws XMLStreamException {
        skipToRoot();
        String namespace = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
        String root = xml.getLocalName();
        boolean hasChild = nextChild();
        StatusReason refusal = MessageTypeValidator.validate(namespace, root, hasChild ? xml.getLocalName() : null);
        while (hasChild) {
            if (refusal == null && namespace.equals(xml.getNamespaceURI()) && isInitiation()) {
                readChildren(namespace);
            } else {
                skip();
            }
            hasChild = nextChild();
        }
        skipToEnd();
        return refusal == null
                ? new MessageParseResult.ParsedInitiation(initiation())
                : new MessageParseResult.UnsupportedMessage(refusal);
    }

    private boolean isInitiation() {
        return "CstmrCdtTrfInitn".equals(xml.getLocalName());
    }

    private void skipToRoot() throws XMLStreamException {
        while (next() != XMLStreamConstants.START_ELEMENT) {
            // Comments and processing instructions may come before the root element.
        }
    }

    private void skipToEnd() throws XMLStreamException {
        while (xml.hasNext()) {
            next();
        }
    }

    private int next() throws XMLStreamException {
        int event;
        try {
            event = xml.next();
        } catch (MissingResourceException e) {
            /* The parser of the JDK has no message for some errors in a document type declaration. */
            throw new XMLStreamException("the document type declaration is malformed", xml.getLocation(), e);
        }
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XMLStreamException("document type declarations are not accepted", xml.getLocation());
        }
        return event;
    }

    /// Moves to the next child element and returns true, or to the end of the current element and returns
    /// false.
    private boolean nextChild() throws XMLStreamException {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                default -> {
                    // Text between elements has no meaning.
                }
            }
        }
    }

    private void readChildren(String namespace) throws XMLStreamException {
        while (nextChild()) {
            if (namespace.equals(xml.getNamespaceURI())) {
                readElement(namespace);
            } else {
                skip();
            }
        }
    }

    /// Reads the current element with its content.
    private void readElement(String namespace) throws XMLStreamException {
        int parent = path.length();
        if (parent > 0) {
            path.append('/');
        }
        String here = path.append(xml.getLocalName()).toString();
        Map<String, String> scope = scopeOf(here);
        if (scope != null) {
            readField(here, scope);
        } else if (PARENTS.contains(here)) {
            readChildren(namespace);
            finish(here);
        } else {
            skip();
        }
        path.setLength(parent);
    }

    private @Nullable Map<String, String> scopeOf(String field) {
        if (INSTRUCTION_FIELDS.contains(field)) {
            return instruction;
        }
        if (BLOCK_FIELDS.contains(field)) {
            return block;
        }
        return GROUP_FIELDS.contains(field) ? group : null;
    }

    private void readField(String field, Map<String, String> scope) throws XMLStreamException {
        if (field.equals(INSTRUCTED) || field.equals(EQUIVALENT)) {
            String currency = xml.getAttributeValue("", "Ccy");
            scope.putIfAbsent(field + "/@Ccy", currency == null ? "" : currency);
        }
        scope.putIfAbsent(field, text());
    }

    /// Returns the text of the current element and of all elements below it.
    private String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        int depth = 1;
        while (depth > 0) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                default -> {
                    // Comments and processing instructions are not text.
                }
            }
        }
        return text.toString();
    }

    private void skip() throws XMLStreamException {
        int depth = 1;
        while (depth > 0) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {
                    // Elements below are ignored.
                }
            }
        }
    }

    private void finish(String element) {
        if (element.equals(INSTRUCTION)) {
            instructions.add(new PaymentInitiation.Instruction(
                    instruction.get(INSTRUCTION + "/PmtId/EndToEndId"),
                    amount(INSTRUCTED).or(amount(EQUIVALENT)),
                    account(instruction, INSTRUCTION + "/CdtrAcct/Id/")));
            instruction.clear();
        } else if (element.equals(BLOCK)) {
            blocks.add(new PaymentInitiation.PaymentBlock(
                    block.get(BLOCK + "/PmtInfId"),
                    block.get(BLOCK + "/PmtMtd"),
                    account(block, BLOCK + "/DbtrAcct/Id/"),
                    new PaymentInitiation.ControlTotals(block.get(BLOCK + "/NbOfTxs"), block.get(BLOCK + "/CtrlSum")),
                    instructions));
            block.clear();
            instructions = new ArrayList<>();
        }
    }

    private PaymentInitiation.Amount amount(String field) {
        String written = instruction.get(field);
        return new PaymentInitiation.Amount(
                written == null ? null : amounts.apply(written), instruction.get(field + "/@Ccy"));
    }

    private static PaymentInitiation.Account account(Map<String, String> scope, String path) {
        return new PaymentInitiation.Account(scope.get(path + "IBAN"), scope.get(path + "Othr/Id"));
    }

    private PaymentInitiation initiation() {
        return new PaymentInitiation(
                group.get("GrpHdr/MsgId"),
                party(),
                new PaymentInitiation.ControlTotals(group.get("GrpHdr/NbOfTxs"), group.get("GrpHdr/CtrlSum")),
                blocks);
    }

    private @Nullable String party() {
        return filled("Id/OrgId/BICOrBEI")
                .or(() -> filled("Id/OrgId/Othr/Id"))
                .or(() -> filled("Id/PrvtId/Othr/Id"))
                .or(() -> filled("Nm"))
                .orElse(null);
    }

    private Optional<String> filled(String field) {
        return Optional.ofNullable(group.get(PARTY + field)).filter(text -> !text.isBlank());
    }
}
