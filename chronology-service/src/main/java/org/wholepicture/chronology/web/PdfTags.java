package org.wholepicture.chronology.web;

import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;

/**
 * What each piece of a document is, in reading order: headings, paragraphs, lists, tables. Written
 * as plain dictionaries, a few hundred bytes each: a long chronology has tens of thousands.
 */
final class PdfTags {

    private static final COSName STRUCT_ELEM = COSName.getPDFName("StructElem");
    private static final COSName S = COSName.S;

    /** One piece; it may hold others. */
    static final class Tag {

        private final COSDictionary dictionary = new COSDictionary();
        private final COSName type;

        private Tag(COSName type, COSDictionary parent) {
            this.type = type;
            dictionary.setItem(COSName.TYPE, STRUCT_ELEM);
            dictionary.setItem(S, type);
            dictionary.setItem(COSName.P, parent);
        }

        COSName type() {
            return type;
        }

        /** A piece inside of this one, after those that are there. */
        Tag child(String type) {
            Tag child = new Tag(COSName.getPDFName(type), dictionary);
            kids().add(child.dictionary);
            return child;
        }

        /** Says something of the piece, as a standard attribute of a structure. */
        Tag attribute(String owner, String name, String value) {
            COSDictionary attributes = new COSDictionary();
            attributes.setName(COSName.O, owner);
            attributes.setName(COSName.getPDFName(name), value);
            attributes.setDirect(true);
            dictionary.setItem(COSName.A, attributes);
            return this;
        }

        private COSArray kids() {
            if (dictionary.getDictionaryObject(COSName.K) instanceof COSArray kids) {
                return kids;
            }
            COSArray kids = new COSArray();
            dictionary.setItem(COSName.K, kids);
            return kids;
        }
    }

    private final Tag document;
    private final PDStructureTreeRoot root = new PDStructureTreeRoot();
    private final List<COSArray> parents = new ArrayList<>();

    PdfTags(PDDocument pdf) {
        PDMarkInfo mark = new PDMarkInfo();
        mark.setMarked(true);
        pdf.getDocumentCatalog().setMarkInfo(mark);
        pdf.getDocumentCatalog().setStructureTreeRoot(root);
        document = new Tag(COSName.getPDFName("Document"), root.getCOSObject());
        root.getCOSObject().setItem(COSName.K, document.dictionary);
    }

    /** The whole. */
    Tag document() {
        return document;
    }

    /** A page begins. */
    void begin(PDPage page) {
        page.setStructParents(parents.size());
        parents.add(new COSArray());
    }

    /** Gives the piece content on the present page; the number by which the content is marked. */
    int mark(Tag tag, PDPage page) {
        COSArray ofPage = parents.getLast();
        int number = ofPage.size();
        ofPage.add(tag.dictionary);
        COSDictionary first = tag.dictionary.getCOSDictionary(COSName.PG);
        if (first == null) {
            tag.dictionary.setItem(COSName.PG, page.getCOSObject());
        }
        if (first == null || first == page.getCOSObject()) {
            tag.kids().add(COSInteger.get(number));
        } else {
            COSDictionary elsewhere = new COSDictionary();
            elsewhere.setItem(COSName.TYPE, COSName.getPDFName("MCR"));
            elsewhere.setItem(COSName.PG, page.getCOSObject());
            elsewhere.setInt(COSName.MCID, number);
            elsewhere.setDirect(true);
            tag.kids().add(elsewhere);
        }
        return number;
    }

    /** All pages are there. */
    void end() {
        COSArray numbers = new COSArray();
        for (int page = 0; page < parents.size(); page++) {
            numbers.add(COSInteger.get(page));
            numbers.add(parents.get(page));
        }
        COSDictionary tree = new COSDictionary();
        tree.setItem(COSName.NUMS, numbers);
        root.setParentTree(new PDNumberTreeNode(tree, PDParentTreeValue.class));
        root.setParentTreeNextKey(parents.size());
    }
}
