// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import dev.evenkeel.examples.payments.message.Initiation;
import dev.evenkeel.examples.payments.message.MessageType;
import dev.evenkeel.examples.payments.message.Reading;
import dev.evenkeel.examples.payments.message.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// Reads a message into a DOM and picks its fields from the tree. Confined to one thread at a time.
final class TreeReader {
    private final SafeDocuments documents = new SafeDocuments();

    Reading read(byte[] bytes) {
        try {
            return read(documents.parse(bytes));
        } catch (SAXParseException e) {
            return new Reading.NotXml(e.getLineNumber());
        } catch (SAXException | IOException e) {
            return new Reading.NotXml(-1);
        }
    }

    private static Reading read(Document document) {
        Element root = document.getDocumentElement();
        String namespace = root.getNamespaceURI() == null ? "" : root.getNamespaceURI();
        Reason refusal = MessageType.refusal(namespace, root.getLocalName(), firstChildName(root));
        return refusal == null
                ? new Reading.Complete(initiation(new MessageTree(namespace), root))
                : new Reading.NotPain001(refusal);
    }

    private static @Nullable String firstChildName(Element root) {
        Element first = MessageTree.firstElement(root.getFirstChild());
        return first == null ? null : first.getLocalName();
    }

    private static Initiation initiation(MessageTree tree, Element root) {
        List<Initiation.Block> blocks = new ArrayList<>();
        for (Element block : tree.all(root, "CstmrCdtTrfInitn", "PmtInf")) {
            blocks.add(block(tree, block));
        }
        return new Initiation(
                tree.text(root, "CstmrCdtTrfInitn", "GrpHdr", "MsgId"),
                party(tree, root),
                new Initiation.Control(
                        tree.text(root, "CstmrCdtTrfInitn", "GrpHdr", "NbOfTxs"),
                        tree.text(root, "CstmrCdtTrfInitn", "GrpHdr", "CtrlSum")),
                blocks);
    }

    private static String party(MessageTree tree, Element root) {
        Element party = tree.first(root, "CstmrCdtTrfInitn", "GrpHdr", "InitgPty");
        if (party == null) {
            return "";
        }
        String bic = tree.text(party, "Id", "OrgId", "BICOrBEI");
        if (!bic.isBlank()) {
            return bic;
        }
        String organisation = tree.text(party, "Id", "OrgId", "Othr", "Id");
        String other = organisation.isBlank() ? tree.text(party, "Id", "PrvtId", "Othr", "Id") : organisation;
        return other.isBlank() ? tree.text(party, "Nm") : other;
    }

    private static Initiation.Block block(MessageTree tree, Element block) {
        List<Initiation.Instruction> instructions = new ArrayList<>();
        for (Element instruction : tree.all(block, "CdtTrfTxInf")) {
            instructions.add(instruction(tree, instruction));
        }
        return new Initiation.Block(
                tree.text(block, "PmtInfId"),
                tree.text(block, "PmtMtd"),
                account(tree, block, "DbtrAcct"),
                new Initiation.Control(tree.text(block, "NbOfTxs"), tree.text(block, "CtrlSum")),
                instructions);
    }

    private static Initiation.Instruction instruction(MessageTree tree, Element instruction) {
        Initiation.Amount instructed = amount(tree.first(instruction, "Amt", "InstdAmt"));
        return new Initiation.Instruction(
                tree.text(instruction, "PmtId", "EndToEndId"),
                instructed.value() == null ? amount(tree.first(instruction, "Amt", "EqvtAmt", "Amt")) : instructed,
                account(tree, instruction, "CdtrAcct"));
    }

    private static Initiation.Amount amount(@Nullable Element amount) {
        return amount == null
                ? new Initiation.Amount(null, null)
                : new Initiation.Amount(amount.getTextContent(), amount.getAttribute("Ccy"));
    }

    private static Initiation.Account account(MessageTree tree, Element owner, String account) {
        String number = tree.text(owner, account, "Id", "IBAN");
        return new Initiation.Account(number, number.isBlank() ? tree.text(owner, account, "Id", "Othr", "Id") : null);
    }
}
