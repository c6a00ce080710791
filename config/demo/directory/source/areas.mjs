// Named areas of the demo directory: real ZIP codes of Washington DC and its near suburbs under invented patch names.
// Shapes are made from the ZIP centroids by the generator and are only rough; the ZIP lists are what counts.
const zips = (text) => text.split(' ');

const northside = zips('20009 20010 20011 20012');
const eastfield = zips('20002 20017 20018 20064');
const center = zips('20001 20004 20005 20006 20036 20037');
const westpark = zips('20007 20008 20015 20016');
const southbank = zips('20003 20024');
const rivereast = zips('20019 20020 20032');
const montgomery = zips('20814 20815 20850 20901 20902 20903 20906 20910 20912');
const princegeorge = zips('20706 20712 20722 20737 20740 20743 20745 20746 20747 20748 20782 20783 20784 20785');
const arlington = zips('22201 22202 22203 22204 22205 22206 22207 22209');
const alexandria = zips('22301 22302 22303 22304 22305 22311 22314');
const fairfax = zips('22003 22041 22042 22044 22046 22150 22306');
const dc = [...northside, ...eastfield, ...center, ...westpark, ...southbank, ...rivereast];

export const AREAS = {
  northside: { name: 'Northside', zips: northside },
  eastfield: { name: 'Eastfield', zips: eastfield },
  center: { name: 'Center City', zips: center },
  westpark: { name: 'West Park', zips: westpark },
  southbank: { name: 'Southbank', zips: southbank },
  rivereast: { name: 'River East', zips: rivereast },
  dc: { name: 'Washington DC', zips: dc },
  montgomery: { name: 'Near Montgomery County', zips: montgomery },
  princegeorge: { name: "Near Prince George's County", zips: princegeorge },
  arlington: { name: 'Arlington', zips: arlington },
  alexandria: { name: 'Alexandria', zips: alexandria },
  fairfax: { name: 'Near Fairfax County', zips: fairfax },
  maryland: { name: 'Near Maryland suburbs', zips: [...montgomery, ...princegeorge] },
  virginia: { name: 'Near Virginia suburbs', zips: [...arlington, ...alexandria, ...fairfax] },
  metro: { name: 'Washington DC and near suburbs', zips: [...dc, ...montgomery, ...princegeorge, ...arlington, ...alexandria, ...fairfax] },
};
