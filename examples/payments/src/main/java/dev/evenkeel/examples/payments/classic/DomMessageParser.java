// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import dev.evenkeel.examples.payments.message.MessageParseResult;
import dev.evenkeel.examples.payments.message.MessageTypeValidator;
import dev.evenkeel.examples.payments.message.PaymentInitiation;
import dev.evenkeel.examples.payments.message.StatusReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// Parser that reads a message into a DOM and reads its fields from the tree. Not thread-safe.
final class DomMessageParser {
    private final SafeDomParser documents = new SafeDomParser();

    MessageParseResult parse(byte[] bytes) {
        try {
            return parse(documents.parse(bytes));
        } catch (SAXParseException e) {
            return new MessageParseResult.MalformedXml(e.getLineNumber());
        } catch (SAXException | IOException e) {
            return new MessageParseResult.MalformedXml(-1);
        }
    }

    private static MessageParseResult parse(Document document) {
        Element root = document.getDocumentElement();
        String namespace = root.getNamespaceURI() == null ? "" : root.getNamespaceURI();
        StatusReason refusal = MessageTypeValidator.validate(namespace, root.getLocalName(), firstChildName(root));
        return refusal == null
                ? new MessageParseResult.ParsedInitiation(initiation(new XmlElementFinder(namespace), root))
                : new MessageParseResult.UnsupportedMessage(refusal);
    }

    private static @Nullable String firstChildName(Element root) {
        Element first = XmlElementFinder.firstElement(root.getFirstChild());
        return first == null ? null : first.getLocalName();
    }

    private static PaymentInitiation initiation(XmlElementFinder tree, Element root) {
        List<PaymentInitiation.PaymentBlock> blocks = new ArrayList<>();
        for (Element block : tree.findAll(root, "CstmrCdtTrfInitn", "PmtInf")) {
            blocks.add(block(tree, block));
        }
        return new PaymentInitiation(
                tree.findText(root, "CstmrCdtTrfInitn", "GrpHdr", "MsgId"),
                party(tree, root),
                new PaymentInitiation.ControlTotals(
                        tree.findText(root, "CstmrCdtTrfInitn", "GrpHdr", "NbOfTxs"),
                        tree.findText(root, "CstmrCdtTrfInitn", "GrpHdr", "CtrlSum")),
                blocks);
    }

    private static String party(XmlElementFinder tree, Element root) {
        Element party = tree.findFirst(root, "CstmrCdtTrfInitn", "GrpHdr", "InitgPty");
        if (party == null) {
            return "";
        }
        String bic = tree.findText(party, "Id", "OrgId", "BICOrBEI");
        if (!bic.isBlank()) {
            return bic;
        }
        String organisation = tree.findText(party, "Id", "OrgId", "Othr", "Id");
        String other = organisation.isBlank() ? tree.findText(party, "Id", "PrvtId", "Othr", "Id") : organisation;
        return other.isBlank() ? tree.findText(party, "Nm") : other;
    }

    private static PaymentInitiation.PaymentBlock block(XmlElementFinder tree, Element block) {
        List<PaymentInitiation.Instruction> instructions = new ArrayList<>();
        for (Element instruction : tree.findAll(block, "CdtTrfTxInf")) {
            instructions.add(instruction(tree, instruction));
        }
        return new PaymentInitiation.PaymentBlock(
                tree.findText(block, "PmtInfId"),
                tree.findText(block, "PmtMtd"),
                account(tree, block, "DbtrAcct"),
                new PaymentInitiation.ControlTotals(tree.findText(block, "NbOfTxs"), tree.findText(block, "CtrlSum")),
                instructions);
    }

    private static PaymentInitiation.Instruction instruction(XmlElementFinder tree, Element instruction) {
        PaymentInitiation.Amount instructed = amount(tree.findFirst(instruction, "Amt", "InstdAmt"));
        return new PaymentInitiation.Instruction(
                tree.findText(instruction, "PmtId", "EndToEndId"),
                instructed.value() == null ? amount(tree.findFirst(instruction, "Amt", "EqvtAmt", "Amt")) : instructed,
                account(tree, instruction, "CdtrAcct"));
    }

    private static PaymentInitiation.Amount amount(@Nullable Element amount) {
        return amount == null
                ? new PaymentInitiation.Amount(null, null)
                : new PaymentInitiation.Amount(amount.getTextContent(), amount.getAttribute("Ccy"));
    }

    private static PaymentInitiation.Account account(XmlElementFinder tree, Element owner, String account) {
        String number = tree.findText(owner, account, "Id", "IBAN");
        return new PaymentInitiation.Account(
                number, number.isBlank() ? tree.findText(owner, account, "Id", "Othr", "Id") : null);
    }
}
