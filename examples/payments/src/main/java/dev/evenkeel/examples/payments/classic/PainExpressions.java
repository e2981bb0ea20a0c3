// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments.classic;

import java.util.Collections;
import java.util.Iterator;
import javax.xml.XMLConstants;
import javax.xml.namespace.NamespaceContext;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathExpression;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

/// The compiled XPath expressions of one pain.001 namespace. Confined to one thread at a time.
final class PainExpressions {
    private static final String PARTY = "/p:Document/p:CstmrCdtTrfInitn/p:GrpHdr/p:InitgPty";

    final XPathExpression messageId;
    final XPathExpression partyBic;
    final XPathExpression partyOther;
    final XPathExpression partyName;
    final XPathExpression groupCount;
    final XPathExpression groupSum;
    final XPathExpression blocks;

    final XPathExpression paymentInfoId;
    final XPathExpression method;
    final XPathExpression debtorIban;
    final XPathExpression debtorOther;
    final XPathExpression count;
    final XPathExpression sum;
    final XPathExpression instructions;

    final XPathExpression endToEndId;
    final XPathExpression instructed;
    final XPathExpression equivalent;
    final XPathExpression creditorIban;
    final XPathExpression creditorOther;

    PainExpressions(String namespace) {
        XPath xpath = XPathFactory.newDefaultInstance().newXPath();
        xpath.setNamespaceContext(new OneNamespace(namespace));
        messageId = compile(xpath, "/p:Document/p:CstmrCdtTrfInitn/p:GrpHdr/p:MsgId");
        partyBic = compile(xpath, PARTY + "/p:Id/p:OrgId/p:BICOrBEI");
        partyOther = compile(xpath, PARTY + "/p:Id/*[self::p:OrgId or self::p:PrvtId]/p:Othr/p:Id");
        partyName = compile(xpath, PARTY + "/p:Nm");
        groupCount = compile(xpath, "/p:Document/p:CstmrCdtTrfInitn/p:GrpHdr/p:NbOfTxs");
        groupSum = compile(xpath, "/p:Document/p:CstmrCdtTrfInitn/p:GrpHdr/p:CtrlSum");
        blocks = compile(xpath, "/p:Document/p:CstmrCdtTrfInitn/p:PmtInf");
        paymentInfoId = compile(xpath, "p:PmtInfId");
        method = compile(xpath, "p:PmtMtd");
        debtorIban = compile(xpath, "p:DbtrAcct/p:Id/p:IBAN");
        debtorOther = compile(xpath, "p:DbtrAcct/p:Id/p:Othr/p:Id");
        count = compile(xpath, "p:NbOfTxs");
        sum = compile(xpath, "p:CtrlSum");
        instructions = compile(xpath, "p:CdtTrfTxInf");
        endToEndId = compile(xpath, "p:PmtId/p:EndToEndId");
        instructed = compile(xpath, "p:Amt/p:InstdAmt");
        equivalent = compile(xpath, "p:Amt/p:EqvtAmt/p:Amt");
        creditorIban = compile(xpath, "p:CdtrAcct/p:Id/p:IBAN");
        creditorOther = compile(xpath, "p:CdtrAcct/p:Id/p:Othr/p:Id");
    }

    private static XPathExpression compile(XPath xpath, String expression) {
        try {
            return xpath.compile(expression);
        } catch (XPathExpressionException e) {
            throw new IllegalStateException("not an XPath expression: " + expression, e);
        }
    }

    /// Binds the prefix `p`.
    private record OneNamespace(String uri) implements NamespaceContext {
        @Override
        public String getNamespaceURI(String prefix) {
            return "p".equals(prefix) ? uri : XMLConstants.NULL_NS_URI;
        }

        @Override
        public String getPrefix(String namespace) {
            return uri.equals(namespace) ? "p" : "";
        }

        @Override
        public Iterator<String> getPrefixes(String namespace) {
            return uri.equals(namespace) ? Collections.singleton("p").iterator() : Collections.emptyIterator();
        }
    }
}
