/** The calculator, once the catalogue is there. */
import { WithCatalogue } from "../with-catalogue.tsx";
import { Calculator } from "./calculator.tsx";
import "./fit.css";

export interface FitProps {
  readonly builtOn: string;
}

export default function Fit(_: FitProps) {
  return <WithCatalogue>{catalogue => <Calculator catalogue={catalogue} />}</WithCatalogue>;
}
