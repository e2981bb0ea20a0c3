// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import dev.evenkeel.examples.payments.message.Initiation;
import dev.evenkeel.examples.payments.message.MessageType;
import dev.evenkeel.examples.payments.message.Reading;
import dev.evenkeel.examples.payments.message.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// Reads a message into a DOM and picks its fields by compiled XPath expressions. Confined to one thread at a time.
final class XpathReader {
    private final SafeDocuments documents = new SafeDocuments();
    private final Map<String, PainExpressions> expressionsByNamespace = new HashMap<>();

    XpathReader() {
        for (String namespace : MessageType.NAMESPACES) {
            expressionsByNamespace.put(namespace, new PainExpressions(namespace));
        }
    }

    Reading read(byte[] bytes) {
        try {
            return read(documents.parse(bytes));
        } catch (SAXParseException e) {
            return new Reading.NotXml(e.getLineNumber());
        } catch (SAXException | IOException e) {
            return new Reading.NotXml(-1);
        } catch (XPathExpressionException e) {
            throw new IllegalStateException("cannot evaluate a compiled expression", e);
        }
    }

    private Reading read(Document document) throws XPathExpressionException {
        Element root = document.getDocumentElement();
        String namespace = root.getNamespaceURI() == null ? "" : root.getNamespaceURI();
        Reason refusal = MessageType.refusal(namespace, root.getLocalName(), firstChildName(root));
        if (refusal != null) {
            return new Reading.NotPain001(refusal);
        }
        PainExpressions expressions = Objects.requireNonNull(expressionsByNamespace.get(namespace));
        return new Reading.Complete(initiation(expressions, document));
    }

    private static @Nullable String firstChildName(Element root) {
        for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node.getNodeType() == Node.ELEMENT_NODE) {
                return node.getLocalName();
            }
        }
        return null;
    }

    private static Initiation initiation(PainExpressions x, Document document) throws XPathExpressionException {
        List<Node> blockNodes = detached(x.blocks, document);
        Initiation.Control control = new Initiation.Control(text(x.groupCount, document), text(x.groupSum, document));
        List<Initiation.Block> blocks = new ArrayList<>(blockNodes.size());
        for (Node node : blockNodes) {
            blocks.add(block(x, node));
        }
        return new Initiation(text(x.messageId, document), party(x, document), control, blocks);
    }

    private static String party(PainExpressions x, Document document) throws XPathExpressionException {
        String bic = text(x.partyBic, document);
        if (!bic.isBlank()) {
            return bic;
        }
        String other = text(x.partyOther, document);
        return other.isBlank() ? text(x.partyName, document) : other;
    }

    private static Initiation.Block block(PainExpressions x, Node node) throws XPathExpressionException {
        List<Node> instructionNodes = detached(x.instructions, node);
        List<Initiation.Instruction> instructions = new ArrayList<>(instructionNodes.size());
        for (Node instruction : instructionNodes) {
            instructions.add(instruction(x, instruction));
        }
        return new Initiation.Block(
                text(x.paymentInfoId, node),
                text(x.method, node),
                account(x.debtorIban, x.debtorOther, node),
                new Initiation.Control(text(x.count, node), text(x.sum, node)),
                instructions);
    }

    private static Initiation.Instruction instruction(PainExpressions x, Node node) throws XPathExpressionException {
        Initiation.Amount instructed = amount(x.instructed, node);
        return new Initiation.Instruction(
                text(x.endToEndId, node),
                instructed.value() == null ? amount(x.equivalent, node) : instructed,
                account(x.creditorIban, x.creditorOther, node));
    }

    private static Initiation.Amount amount(XPathExpression expression, Node context) throws XPathExpressionException {
        Element amount = (Element) expression.evaluate(context, XPathConstants.NODE);
        return amount == null
                ? new Initiation.Amount(null, null)
                : new Initiation.Amount(amount.getTextContent(), amount.getAttribute("Ccy"));
    }

    private static Initiation.Account account(XPathExpression iban, XPathExpression other, Node context)
            throws XPathExpressionException {
        String number = text(iban, context);
        return new Initiation.Account(number, number.isBlank() ? text(other, context) : null);
    }

    /// Takes the matching nodes out of their tree. The JDK's XPath indexes the whole tree around its context node at
    /// every evaluation, so evaluating inside a large message would cost the square of its size.
    private static List<Node> detached(XPathExpression expression, Node context) throws XPathExpressionException {
        NodeList found = (NodeList) expression.evaluate(context, XPathConstants.NODESET);
        List<Node> nodes = new ArrayList<>(found.getLength());
        for (int i = 0; i < found.getLength(); i++) {
            nodes.add(found.item(i));
        }
        for (Node node : nodes) {
            node.getParentNode().removeChild(node);
        }
        return nodes;
    }

    private static String text(XPathExpression expression, Node context) throws XPathExpressionException {
        return expression.evaluate(context);
    }
}
